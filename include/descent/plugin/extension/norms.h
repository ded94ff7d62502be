#ifndef DESCENT_PLUGIN_EXTENSION_NORMS_H
#define DESCENT_PLUGIN_EXTENSION_NORMS_H
/*
 * descent.norms/1, stable: Euclidean norms over whole tensors before they are updated, as LARS and LAMB need.
 *
 * A step is then: begin_step; for every tensor: `measure` on all its stretches, `begin_tensor` with the norms; then the
 * loop on all stretches, whose `step->tensor_factor` is what begin_tensor made. The host adds the squares in a fixed
 * order, so norms are the same bits for any number of threads.
 */

#include <descent/plugin/rule.h>

#define DESCENT_NORMS "descent.norms/1"
#define DESCENT_MOST_MEASURES 4
#define DESCENT_LANES 16

/* [inside a step] May change slots, not weights. `sums`: [measure_count][DESCENT_LANES]: the square of measure m of
 * the float i of the stretch is added, in double and in order, to sums[m][i % DESCENT_LANES]. A measure of padding
 * (weight and gradient 0) must be 0. */
typedef void (*descent_measure)(const void* instance, const descent_stretch* stretch, const descent_step* step,
                                double* sums);

typedef struct descent_norms {
    uint32_t size;
    uint32_t abi_version;
    uint32_t measure_count;           /* 1 to DESCENT_MOST_MEASURES */
    uint32_t tensor_slot_count;       /* of state that every tensor has, one double each; at most DESCENT_MOST_SLOTS */
    const descent_slot* tensor_slots; /* null when there are none */
    /* [any thread] What a tensor's slot holds before the first step. May be null: 0. */
    double (*tensor_slot_start)(const void* instance, uint32_t slot);
    /* [any thread] As `loop` of the rule. */
    descent_measure (*measure)(const void* instance, int32_t instruction_set);
    /* [one thread] `norms`: [measure_count]; `tensor_slots`: [tensor_slot_count], read and written. */
    descent_status (*begin_tensor)(const void* instance, const descent_tensor* tensor, const descent_step* step,
                                   const double* norms, double* tensor_slots, double* tensor_factor,
                                   descent_message* message);
} descent_norms;

#endif
