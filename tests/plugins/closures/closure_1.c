/* Gradient descent by descent.closure/1, as plugins of the first draft were written; it also pushes at every weight, so
 * that a frozen one shows. */
#include <descent/plugin.h>
#include <descent/plugin/draft/closure.h>

#include <string.h>

static int memory;

static descent_status create(const double* values, void** instance, descent_message* message) {
    (void)values;
    (void)message;
    *instance = &memory;
    return DESCENT_OK;
}
static void destroy(void* instance) { (void)instance; }

static descent_status minimise(void* instance, const descent_arena* arena, const descent_step* step, double loss,
                               double* globals, const descent_objective* objective, descent_message* message) {
    double at_end = 0;
    uint64_t i;
    (void)instance;
    (void)loss;
    (void)globals;
    (void)message;
    objective->add_scaled(objective->context, arena->weights, -step->learning_rate, arena->gradients);
    for (i = 0; i < arena->count; ++i) arena->weights[i] *= 0.5F;
    return objective->evaluate(objective->context, &at_end);
}

static const descent_closure closure = {sizeof(descent_closure), DESCENT_ABI_VERSION, minimise};
static const void* extension(const char* id) { return strcmp(id, "descent.closure/1") == 0 ? &closure : NULL; }

static const descent_hyper_parameter parameters[] = {
    {sizeof(descent_hyper_parameter), 1, "learning_rate", "length of a step", 0.5, 1e-6, 10, DESCENT_SCALE_LOG, 0,
     NULL},
    {sizeof(descent_hyper_parameter), 1, "weight_decay", "unused", 0, 0, 1, DESCENT_SCALE_LINEAR, 0, NULL}};
static const descent_rule rule = {sizeof(descent_rule),
                                  DESCENT_ABI_VERSION,
                                  "closure_1",
                                  "w = (w - eta g) / 2",
                                  "for tests",
                                  2,
                                  0,
                                  parameters,
                                  NULL,
                                  create,
                                  destroy,
                                  NULL,
                                  NULL,
                                  NULL,
                                  extension};
static const descent_rule* const rules[] = {&rule};

const descent_entry descent_plugin = {sizeof(descent_entry), DESCENT_ABI_VERSION, 1, rules, NULL};
