#ifndef DESCENT_PLUGIN_DRAFT_RUN_H
#define DESCENT_PLUGIN_DRAFT_RUN_H
/*
 * descent.run/1, draft: what a rule may know of the run before its first step: the whole network, the planned steps,
 * the seed.
 */

#include <descent/plugin/rule.h>

#define DESCENT_RUN "descent.run/1"

typedef struct descent_run_tensor {
    uint32_t size;
    uint32_t abi_version;
    const descent_tensor* tensor;
    uint64_t offset;  /* in the arena, a multiple of 16 */
    uint64_t fan_in;  /* of its layer: inputs of a unit; of biases too */
    uint64_t fan_out; /* of its layer: its units */
} descent_run_tensor;

/* Lives as long as the instance's run, as its tensors do. */
typedef struct descent_run {
    uint32_t size;
    uint32_t abi_version;
    uint32_t layers;
    uint32_t reserved; /* 0 */
    uint64_t tensor_count;
    const descent_run_tensor* tensors; /* [tensor_count], by offset */
    uint64_t parameters;               /* without padding */
    uint64_t planned_steps;            /* of the whole run, unless it ends early; 0: not known, or not asked for */
    uint64_t seed;                     /* of the run, for random.h */
} descent_run;

typedef struct descent_begin_run {
    uint32_t size;
    uint32_t abi_version;
    /* 1: the steps depend on `planned_steps`, so that a run of another length is another run and is not resumed; 0: it
     * is given as 0. The answer never changes. */
    int32_t uses_planned_steps;
    uint32_t reserved; /* 0 */
    /* [one thread] Once before the first step, also of a resumed run: nothing that it leaves is saved. */
    descent_status (*begin_run)(void* instance, const descent_run* run, descent_message* message);
} descent_begin_run;

#endif
