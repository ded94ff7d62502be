#ifndef DESCENT_PLUGIN_EXTENSION_DOUBLE_LOOPS_H
#define DESCENT_PLUGIN_EXTENSION_DOUBLE_LOOPS_H
/*
 * descent.double_loops/1, stable: the same rule in double precision, for checks against a reference to 1e-12.
 *
 * Optional: training never uses it. The C++ face gives it for free.
 */

#include <descent/plugin/extension/norms.h>

#define DESCENT_DOUBLE_LOOPS "descent.double_loops/1"

/* As descent_stretch, on doubles; no alignment promised. */
typedef struct descent_double_stretch {
    uint32_t size;
    uint32_t abi_version;
    uint64_t count;
    double* weights;
    const double* gradients;
    double* const* slots;
    const descent_tensor* tensor;
} descent_double_stretch;

typedef struct descent_double_loops {
    uint32_t size;
    uint32_t abi_version;
    /* [inside a step] As descent_update. */
    void (*update)(const void* instance, const descent_double_stretch* stretch, const descent_step* step);
    /* [inside a step] As descent_measure. Null unless the rule has norms. */
    void (*measure)(const void* instance, const descent_double_stretch* stretch, const descent_step* step,
                    double* sums);
} descent_double_loops;

#endif
