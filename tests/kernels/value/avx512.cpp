#include "kernels/value/batches.h"

namespace descent::test {
constexpr FunctionTable table = function_table<detail::Avx512>();
const FunctionTable avx512_functions = table;
}  // namespace descent::test
