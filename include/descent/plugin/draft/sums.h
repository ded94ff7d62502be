#ifndef DESCENT_PLUGIN_DRAFT_SUMS_H
#define DESCENT_PLUGIN_DRAFT_SUMS_H
/*
 * descent.sums/1, draft: sums over all parameters of the network, as Prodigy and D-Adaptation need them.
 *
 * A step is then: begin_step; `measure` on all stretches; `end_sums`, which may change globals; norms, where the rule
 * has them; then the loop on all stretches. The host adds up in a fixed order: the same bits for any number of threads.
 */

#include <descent/plugin/extension/double_loops.h>

#define DESCENT_SUMS "descent.sums/1"
#define DESCENT_MOST_SUMS 8

typedef struct descent_sums {
    uint32_t size;
    uint32_t abi_version;
    uint32_t sum_count; /* 1 to DESCENT_MOST_SUMS */
    uint32_t reserved;  /* 0 */
    /* [any thread] As `measure` of descent_norms, but what is added to sums[m][i % DESCENT_LANES] is the number itself,
     * not its square. [inside a step] It may change slots, not weights; of padding the number must be 0. Frozen tensors
     * are left out. */
    descent_measure (*measure)(const void* instance, int32_t instruction_set);
    /* [inside a step] The same in double precision, for checks. May be null. */
    void (*double_measure)(const void* instance, const descent_double_stretch* stretch, const descent_step* step,
                           double* sums);
    /* [one thread] `sums`: [sum_count]; `globals`: those of descent.begin_step/1, read and written; null without. The
     * step is that of begin_step. */
    descent_status (*end_sums)(void* instance, const descent_step* step, const double* sums, double* globals,
                               descent_message* message);
} descent_sums;

#endif
