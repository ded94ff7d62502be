#include "update/isa/loops.h"

namespace descent::update {
extern const LoopTable avx512_loops;
const LoopTable avx512_loops = fill_table<detail::Avx512>();
}  // namespace descent::update
