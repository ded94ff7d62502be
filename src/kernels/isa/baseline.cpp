#include "kernels/isa/fill.h"

namespace descent::kernels {
extern const KernelTable baseline_table;
const KernelTable baseline_table = fill_table<detail::Baseline>(InstructionSet::baseline);
}  // namespace descent::kernels
