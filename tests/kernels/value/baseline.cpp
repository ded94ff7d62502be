#include "kernels/value/batches.h"

namespace descent::test {
constexpr FunctionTable table = function_table<detail::Baseline>();
const FunctionTable baseline_functions = table;
}  // namespace descent::test
