#include "update/loops.h"

#include <compiled_sets.h>
#include <descent/error.h>

namespace descent::update {

const LoopTable& loops_for(InstructionSet set) {
    switch (set) {
#define DESCENT_LOOPS(name, NAME, Tag) \
    case InstructionSet::name: return loop_table<detail::Tag>();
        DESCENT_COMPILED_SETS(DESCENT_LOOPS)
#undef DESCENT_LOOPS
        default: throw Error("this program holds no loops for that instruction set");
    }
}

}  // namespace descent::update
