#include "update/isa/loops.h"

namespace descent::update {
extern const LoopTable avx2_loops;
const LoopTable avx2_loops = fill_table<detail::Avx2>();
}  // namespace descent::update
