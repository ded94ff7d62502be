/*
 * An optimizer in plain C: signSGD with momentum.
 *
 * m = b m + (1-b) g;  w -= eta sign(m)
 * Source: Bernstein et al., "signSGD: Compressed Optimisation for Non-Convex Problems", 2018.
 *
 * One loop, for every processor; the compiler vectorises it. Build with -ffp-contract=off, as descent_add_optimizer
 * does, so that the bits are the same everywhere.
 */
#include <descent/plugin.h>

#include <stdlib.h>

struct sign_mean {
    float beta;
};

static descent_status create(const double* values, void** instance, descent_message* message) {
    struct sign_mean* made = malloc(sizeof(*made));
    if (made == NULL) {
        descent_refuse(message, "no memory");
        return DESCENT_REFUSED;
    }
    made->beta = (float)values[1]; /* in the order of the table below; the learning rate comes with every step */
    *instance = made;
    return DESCENT_OK;
}

static void destroy(void* instance) { free(instance); }

/* -1, 0 or 1; what is no number stays visible */
static float sign(float x) { return x > 0 ? 1.0f : x < 0 ? -1.0f : x; }

static void update(const void* instance, const descent_stretch* stretch, const descent_step* step) {
    const struct sign_mean* self = instance;
    const float kept = self->beta, added = 1.0f - self->beta;
    const float rate = (float)step->learning_rate;
    float* weights = stretch->weights;
    float* mean = stretch->slots[0];
    for (uint64_t i = 0; i < stretch->count; ++i) {
        mean[i] = kept * mean[i] + added * stretch->gradients[i];
        weights[i] -= rate * sign(mean[i]);
    }
}

static descent_update loop(const void* instance, int32_t instruction_set) {
    (void)instance;
    return instruction_set == DESCENT_SET_BASELINE ? update : NULL;
}

static const descent_hyper_parameter parameters[] = {
    {sizeof(descent_hyper_parameter), DESCENT_ABI_VERSION, "learning_rate", "eta, the length of every step", 1e-4, 1e-8,
     1, DESCENT_SCALE_LOG, 0, NULL},
    {sizeof(descent_hyper_parameter), DESCENT_ABI_VERSION, "beta", "b, how slowly the mean forgets", 0.9, 0, 0.9999,
     DESCENT_SCALE_LINEAR, 0, NULL},
};
static const descent_slot slots[] = {
    {sizeof(descent_slot), DESCENT_ABI_VERSION, "mean", "m: moving average of gradients"},
};

static const descent_rule rule = {
    .size = sizeof(descent_rule),
    .abi_version = DESCENT_ABI_VERSION,
    .name = "sign_mean",
    .formula = "m = b m + (1-b) g; w -= eta sign(m)",
    .source = "Bernstein et al. 2018",
    .hyper_parameter_count = 2,
    .slot_count = 1,
    .hyper_parameters = parameters,
    .slots = slots,
    .create = create,
    .destroy = destroy,
    .loop = loop,
};
static const descent_rule* const rules[] = {&rule};

const descent_entry descent_plugin = {sizeof(descent_entry), DESCENT_ABI_VERSION, 1, rules, NULL};
