/* A rule in C that knows its place and draws random numbers, with one mistake chosen by MUTANT; 0 is the good one. */
#include <descent/plugin.h>
#include <descent/plugin/draft/placed_loops.h>
#include <descent/plugin/draft/random.h>
#include <string.h>

enum { good = 0, forgets_the_first_row = 1, draws_by_the_call = 2, draws_from_a_state = 3 };

static double learning_rate;

static descent_status create(const double* values, void** instance, descent_message* message) {
    (void)message;
    learning_rate = values[0];
    *instance = &learning_rate;
    return DESCENT_OK;
}

static void destroy(void* instance) { (void)instance; }

/* w -= eta (1/2 + u) g / (1 + row) */
static void update(const void* instance, const descent_stretch* stretch, const descent_step* step,
                   const descent_place* place) {
    static uint64_t drawn = 0;
    const descent_random_key key = descent_random_keys(place->seed, step->count, 0);
    uint64_t i;
    (void)instance;
    for (i = 0; i < stretch->count; ++i) {
        const uint64_t first_row = MUTANT == forgets_the_first_row ? 0 : place->first_row;
        const uint64_t row = first_row + i / stretch->tensor->stride;
        uint64_t position = place->position + i;
        float u;
        if (MUTANT == draws_by_the_call) position = i;
        if (MUTANT == draws_from_a_state) position = drawn++;
        u = descent_random_uniform(key, position);
        stretch->weights[i] -= (float)step->learning_rate * (0.5f + u) * stretch->gradients[i] / (float)(1 + row);
    }
}

static descent_placed_update loop(const void* instance, int32_t set) {
    (void)instance;
    return set == DESCENT_SET_BASELINE ? update : NULL;
}

static const descent_placed_loops placed = {sizeof(descent_placed_loops), DESCENT_ABI_VERSION, loop, NULL};

static const void* extension(const char* id) { return strcmp(id, DESCENT_PLACED_LOOPS) == 0 ? &placed : NULL; }

static descent_update no_loop(const void* instance, int32_t set) {
    (void)instance;
    (void)set;
    return NULL;
}

static const descent_hyper_parameter parameters[] = {{sizeof(descent_hyper_parameter), DESCENT_ABI_VERSION,
                                                      "learning_rate", "eta, length of a step", 0.1, 1e-6, 100,
                                                      DESCENT_SCALE_LOG, 0, NULL}};

static const descent_rule rule = {sizeof(descent_rule),
                                  DESCENT_ABI_VERSION,
                                  "rows",
                                  "w -= eta (1/2 + u) g / (1 + row)",
                                  "for tests",
                                  1,
                                  0,
                                  parameters,
                                  NULL,
                                  create,
                                  destroy,
                                  NULL,
                                  NULL,
                                  no_loop,
                                  extension};
static const descent_rule* const rules[] = {&rule};

DESCENT_EXPORT const descent_entry descent_plugin = {sizeof(descent_entry), DESCENT_ABI_VERSION, 1, rules, NULL};
