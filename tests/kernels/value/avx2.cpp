#include "kernels/value/batches.h"

namespace descent::test {
constexpr FunctionTable table = function_table<detail::Avx2>();
const FunctionTable avx2_functions = table;
}  // namespace descent::test
