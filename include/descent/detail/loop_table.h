#pragma once
/// \file
/// The loops of one rule for one instruction set, as its description finds them.

#include <descent/plugin/draft/outer.h>
#include <descent/plugin/draft/placed_measures.h>
#include <descent/plugin/extension/norms.h>

namespace descent::detail {

struct LoopTable {
    descent_update (*update)(const void* instance);       ///< the loop for the settings of an instance
    descent_measure (*measure)(const void* instance);     ///< null: the rule measures nothing
    descent_update_outer (*outer)(const void* instance);  ///< the loop of a step on one pattern
    descent_placed_update (*placed)(
        const void* instance);                      ///< in the place of `update`; null: the rule asks for no place
    descent_measure (*sums)(const void* instance);  ///< null: the rule adds nothing up
    // in the place of `measure` and `sums`; null: the rule measures without a place
    descent_placed_measure (*placed_measure)(const void* instance);
    descent_placed_measure (*placed_sums)(const void* instance);
};

}  // namespace descent::detail
