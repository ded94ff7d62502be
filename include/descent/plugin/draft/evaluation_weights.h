#ifndef DESCENT_PLUGIN_DRAFT_EVALUATION_WEIGHTS_H
#define DESCENT_PLUGIN_DRAFT_EVALUATION_WEIGHTS_H
/*
 * descent.evaluation_weights/1, draft: a slot holds the weights that are measured, saved as the model and exported,
 * apart from those that are trained: their average, or the x of Schedule-Free.
 *
 * Whatever `slot_start` says, the slot starts as a copy of the weights that the run starts with. Where the settings
 * leave it unused (`uses_slot`), the trained weights are measured as ever. Of padding it holds 0.
 */

#include <descent/plugin/rule.h>

#define DESCENT_EVALUATION_WEIGHTS "descent.evaluation_weights/1"

typedef struct descent_evaluation_weights {
    uint32_t size;
    uint32_t abi_version;
    uint32_t slot;     /* its number in the rule's table of slots */
    uint32_t reserved; /* 0 */
} descent_evaluation_weights;

#endif
