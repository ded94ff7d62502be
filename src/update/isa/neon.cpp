#include "update/isa/loops.h"

namespace descent::update {
extern const LoopTable neon_loops;
const LoopTable neon_loops = fill_table<detail::Neon>();
}  // namespace descent::update
