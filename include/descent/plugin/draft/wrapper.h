#ifndef DESCENT_PLUGIN_DRAFT_WRAPPER_H
#define DESCENT_PLUGIN_DRAFT_WRAPPER_H
/*
 * descent.wrapper/1, draft: a rule that works around another, which users choose: `ema(adamw)`.
 *
 * In each step the inner rule changes the weights; then the wrapper is called as any rule is, with its own settings and
 * state, on the weights as the inner rule left them and on the same gradients. A wrapper evaluates no loss.
 *
 * One that looks ahead is called before the inner rule in its place: it moves the weights to where the gradient shall
 * be taken. The host takes the gradient of the same batch there, puts the weights back, and the inner rule steps by it.
 */

#include <descent/plugin/rule.h>

#define DESCENT_WRAPPER "descent.wrapper/1"

typedef struct descent_wrapper {
    uint32_t size;
    uint32_t abi_version;
    /* Number of the slot in which the host leaves the weights as they were before the step; -1: none. A wrapper with
     * such a slot is refused around a rule that evaluates the loss itself, whose gradients may be of other weights. */
    int32_t before_slot;
    uint32_t looks_ahead; /* 1: as said above, else 0; then without a before_slot */
} descent_wrapper;

#endif
