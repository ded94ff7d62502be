#include "update/loops.h"

#include <descent/error.h>

namespace descent::update {

#if defined(DESCENT_HAS_BASELINE)
extern const LoopTable baseline_loops;
#endif
#if defined(DESCENT_HAS_AVX2)
extern const LoopTable avx2_loops;
#endif
#if defined(DESCENT_HAS_AVX512)
extern const LoopTable avx512_loops;
#endif
#if defined(DESCENT_HAS_NEON)
extern const LoopTable neon_loops;
#endif

const LoopTable& loops_for(InstructionSet set) {
    switch (set) {
#if defined(DESCENT_HAS_BASELINE)
        case InstructionSet::baseline: return baseline_loops;
#endif
#if defined(DESCENT_HAS_AVX2)
        case InstructionSet::avx2: return avx2_loops;
#endif
#if defined(DESCENT_HAS_AVX512)
        case InstructionSet::avx512: return avx512_loops;
#endif
#if defined(DESCENT_HAS_NEON)
        case InstructionSet::neon: return neon_loops;
#endif
        default: throw Error("this program holds no loops for that instruction set");
    }
}

}  // namespace descent::update
