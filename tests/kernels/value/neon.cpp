#include "kernels/value/batches.h"

namespace descent::test {
constexpr FunctionTable table = function_table<detail::Neon>();
const FunctionTable neon_functions = table;
}  // namespace descent::test
