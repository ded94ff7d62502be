#ifndef DESCENT_PLUGIN_DRAFT_PLACED_MEASURES_H
#define DESCENT_PLUGIN_DRAFT_PLACED_MEASURES_H
/*
 * descent.placed_measures/1, draft: what norms and sums measure, by loops that know where their stretch lies. They
 * stand in the place of `measure` of descent.norms/1 and descent.sums/1, which the host then does not ask for.
 */

#include <descent/plugin/draft/placed_loops.h>

#define DESCENT_PLACED_MEASURES "descent.placed_measures/1"

/* [inside a step] As descent_measure. */
typedef void (*descent_placed_measure)(const void* instance, const descent_stretch* stretch, const descent_step* step,
                                       const descent_place* place, double* sums);
typedef void (*descent_double_placed_measure)(const void* instance, const descent_double_stretch* stretch,
                                              const descent_step* step, const descent_place* place, double* sums);

typedef struct descent_placed_measures {
    uint32_t size;
    uint32_t abi_version;
    /* [any thread] The loop for an instruction set, or null, as descent_rule's; the function itself is null where
     * norms, or sums, need no place. */
    descent_placed_measure (*norms)(const void* instance, int32_t instruction_set);
    descent_placed_measure (*sums)(const void* instance, int32_t instruction_set);
    /* The same in double precision, for checks. May be null. */
    descent_double_placed_measure double_norms;
    descent_double_placed_measure double_sums;
} descent_placed_measures;

#endif
