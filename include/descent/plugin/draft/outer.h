#ifndef DESCENT_PLUGIN_DRAFT_OUTER_H
#define DESCENT_PLUGIN_DRAFT_OUTER_H
/*
 * descent.outer/1, draft: the update of a step on one pattern, whose gradient is an outer product:
 * gradient[k][j] = a[k] delta[j], rounded once. The loop makes it as it goes, so it is never written to memory; and
 * while the new weights are in registers, it multiplies them with the next pattern: one pass over the weights a step.
 *
 * Optional: without it the host makes the gradient and calls `descent_update`, for the same bits. The C++ face gives
 * it for free.
 */

#include <descent/plugin/rule.h>

#define DESCENT_OUTER "descent.outer/1"

typedef struct descent_outer_product {
    uint32_t size;
    uint32_t abi_version;
    uint64_t rows;       /* of the stretch, each `stride` floats: rows * stride == stretch->count */
    uint64_t stride;     /* a multiple of 16 */
    const float* a;      /* [rows] */
    const float* delta;  /* [stride], aligned to 64 bytes; padding 0 */
    const float* next_a; /* [rows]; null: nothing to multiply */
    float* next_sums;    /* [stride], aligned to 64 bytes: next_sums[j] = fma(next_a[k], weights[k][j], next_sums[j]),
                            k in order, with the new weights; null with next_a */
} descent_outer_product;

/* [inside a step] As descent_update; `stretch->gradients` is null. */
typedef void (*descent_update_outer)(const void* instance, const descent_stretch* stretch, const descent_step* step,
                                     const descent_outer_product* product);

typedef struct descent_outer {
    uint32_t size;
    uint32_t abi_version;
    /* [any thread] The loop for an instruction set, or null, as descent_rule's. */
    descent_update_outer (*loop)(const void* instance, int32_t instruction_set);
} descent_outer;

#endif
