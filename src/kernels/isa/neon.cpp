#include "kernels/isa/fill.h"

namespace descent::kernels {
extern const KernelTable neon_table;
const KernelTable neon_table = fill_table<detail::Neon>(InstructionSet::neon);
}  // namespace descent::kernels
