#include "update/isa/loops.h"

namespace descent::update {
extern const LoopTable baseline_loops;
const LoopTable baseline_loops = fill_table<detail::Baseline>();
}  // namespace descent::update
