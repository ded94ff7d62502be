#ifndef DESCENT_PLUGIN_DRAFT_CLOSURE_2_H
#define DESCENT_PLUGIN_DRAFT_CLOSURE_2_H
/*
 * descent.closure/2, draft: descent.closure/1 with a table of the arena's tensors, so that rules with a closure can
 * honour parameter groups. The host asks for it first; rules of revision 1 work as before, but group rates are refused
 * for them.
 *
 * What follows from groups without the rule: gradients of frozen tensors are 0, and their weights are restored before
 * each evaluation and after `minimise`; the decay of `--weight-decay` is in loss and gradients, by each tensor's
 * factor.
 *
 * Where the loss is not finite, `evaluate` returns DESCENT_OK with that loss, and every gradient is NaN: look at the
 * loss before you use them. Padding of the weights is set to 0 before each evaluation and after `minimise`.
 */

#include <descent/plugin/draft/closure.h>

#define DESCENT_CLOSURE_2 "descent.closure/2"

/* One tensor of the arena: numbers [offset, offset + rows * stride). Lives as long as the instance's run. */
typedef struct descent_arena_tensor {
    uint32_t size;
    uint32_t abi_version;
    const descent_tensor* tensor; /* name, kind, layer, rows, columns, stride */
    uint64_t offset;              /* a multiple of 16 */
    double learning_rate;         /* as the schedule and the tensor's group make it */
    double rate_factor;           /* of the group; 1 without */
    double decay_factor;          /* on the rule's own weight decay: 1, or 0 where nothing decays (biases) */
    int32_t frozen;               /* 1: never updated */
    uint32_t reserved;            /* 0 */
} descent_arena_tensor;

typedef struct descent_arena_tensors {
    uint32_t size;
    uint32_t abi_version;
    uint64_t count;
    const descent_arena_tensor* tensors; /* [count], by offset */
} descent_arena_tensors;

typedef struct descent_closure_2 {
    uint32_t size;
    uint32_t abi_version;
    int32_t honours_groups; /* 1: uses the rates and decays of the table; 0: groups that change them are refused */
    uint32_t reserved;      /* 0 */
    /* [one thread] As `minimise` of descent.closure/1. `step->learning_rate` is the scheduled one, without the factor
     * of any group, and `step->decay_factor` is 1. */
    descent_status (*minimise)(void* instance, const descent_arena* arena, const descent_arena_tensors* tensors,
                               const descent_step* step, double loss, double* globals,
                               const descent_objective* objective, descent_message* message);
} descent_closure_2;

/* descent.double_closure/2, draft: the same in double precision, for checks against a reference. */
#define DESCENT_DOUBLE_CLOSURE_2 "descent.double_closure/2"

typedef struct descent_double_closure_2 {
    uint32_t size;
    uint32_t abi_version;
    int32_t honours_groups;
    uint32_t reserved;
    descent_status (*minimise)(void* instance, const descent_double_arena* arena, const descent_arena_tensors* tensors,
                               const descent_step* step, double loss, double* globals,
                               const descent_double_objective* objective, descent_message* message);
} descent_double_closure_2;

#endif
