#include "kernels/isa/fill.h"

namespace descent::kernels {
extern const KernelTable avx512_table;
const KernelTable avx512_table = fill_table<detail::Avx512>(InstructionSet::avx512);
}  // namespace descent::kernels
