#include "kernels/isa/fill.h"

namespace descent::kernels {
extern const KernelTable avx2_table;
const KernelTable avx2_table = fill_table<detail::Avx2>(InstructionSet::avx2);
}  // namespace descent::kernels
