#ifndef DESCENT_PLUGIN_DRAFT_CLOSURE_H
#define DESCENT_PLUGIN_DRAFT_CLOSURE_H
/*
 * descent.closure/1, draft: rules that evaluate loss and gradient themselves, several times a step, as line searches
 * do. Such a rule has no loop: the host calls `minimise` with the whole arena instead.
 */

#include <descent/plugin/rule.h>

#define DESCENT_CLOSURE "descent.closure/1"

/* What is minimised: the mean cost of the patterns of this step. All functions: [one thread], during `minimise`; they
 * use the host's threads. */
typedef struct descent_objective {
    uint32_t size;
    uint32_t abi_version;
    void* context; /* the first argument of the functions below */
    /* Loss and gradient at the weights that the arena holds; the gradient goes to the arena's `gradients`. */
    descent_status (*evaluate)(void* context, double* loss);
    /* The sum of a[i] b[i] over the arena, in double, the same bits for any number of threads. */
    double (*dot)(void* context, const float* a, const float* b);
    /* to[i] += factor * from[i] over the arena. */
    void (*add_scaled)(void* context, float* to, double factor, const float* from);
} descent_objective;

/* All parameters, padding included. */
typedef struct descent_arena {
    uint32_t size;
    uint32_t abi_version;
    uint64_t count;
    float* weights;
    float* gradients;    /* filled for the weights as they are at the start */
    float* const* slots; /* [slot_count]; null where the slot is unused */
} descent_arena;

typedef struct descent_closure {
    uint32_t size;
    uint32_t abi_version;
    /* [one thread] One step, after begin_step. `loss`: at the weights as they are at the start. `globals`: those of
     * descent.begin_step/1, read and written. When `evaluate` does not return DESCENT_OK, pass its status on. */
    descent_status (*minimise)(void* instance, const descent_arena* arena, const descent_step* step, double loss,
                               double* globals, const descent_objective* objective, descent_message* message);
} descent_closure;

/*
 * descent.double_closure/1, draft: the same in double precision, for checks against a reference. Training never uses
 * it.
 */
#define DESCENT_DOUBLE_CLOSURE "descent.double_closure/1"

typedef struct descent_double_objective {
    uint32_t size;
    uint32_t abi_version;
    void* context;
    descent_status (*evaluate)(void* context, double* loss);
    double (*dot)(void* context, const double* a, const double* b);
    void (*add_scaled)(void* context, double* to, double factor, const double* from);
} descent_double_objective;

typedef struct descent_double_arena {
    uint32_t size;
    uint32_t abi_version;
    uint64_t count;
    double* weights;
    double* gradients;
    double* const* slots;
} descent_double_arena;

typedef struct descent_double_closure {
    uint32_t size;
    uint32_t abi_version;
    descent_status (*minimise)(void* instance, const descent_double_arena* arena, const descent_step* step, double loss,
                               double* globals, const descent_double_objective* objective, descent_message* message);
} descent_double_closure;

#endif
