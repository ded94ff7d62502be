#ifndef DESCENT_PLUGIN_EXTENSION_BEGIN_STEP_H
#define DESCENT_PLUGIN_EXTENSION_BEGIN_STEP_H
/*
 * descent.begin_step/1, stable: numbers that are computed once a step, and state of the whole run.
 *
 * Bias corrections belong here: their powers advance once a step, not once a tensor. Write them as running products
 * in global slots: pow() gives other bits on other machines.
 */

#include <descent/plugin/rule.h>

#define DESCENT_BEGIN_STEP "descent.begin_step/1"

typedef struct descent_begin_step {
    uint32_t size;
    uint32_t abi_version;
    uint32_t global_count;       /* at most DESCENT_MOST_SLOTS */
    uint32_t reserved;           /* 0 */
    const descent_slot* globals; /* null when there are none */
    /* [any thread] What a global holds before the first step. May be null: 0. */
    double (*global_start)(const void* instance, uint32_t global);
    /* [one thread] Before the stretches of a step, after the step was counted. `globals`: [global_count], read and
     * written. `step->learning_rate` is the scheduled one, without the factor of any group: use the step of `update`
     * for it. */
    descent_status (*begin_step)(void* instance, const descent_step* step, double* globals, descent_message* message);
} descent_begin_step;

#endif
