/* Norms and sums of a rule in C that know their place, with one mistake chosen by MUTANT; 0 is the good one. */
#include <descent/plugin.h>
#include <descent/plugin/draft/placed_measures.h>
#include <descent/plugin/draft/sums.h>
#include <string.h>

enum {
    good = 0,
    forgets_the_first_row_in_norms = 1,
    forgets_the_first_row_in_sums = 2,
    overwrites_norms = 3,
    overwrites_sums = 4,
    counts_padding_in_norms = 5
};

typedef struct rule_memory {
    double total;
} rule_memory;
static rule_memory memory;

static descent_status create(const double* values, void** instance, descent_message* message) {
    (void)values;
    (void)message;
    *instance = &memory;
    return DESCENT_OK;
}

static void destroy(void* instance) { (void)instance; }

/* (1 + row) g, row from `first` on */
static double weighted(const descent_stretch* stretch, uint64_t first, uint64_t i) {
    return (double)(1 + first + i / stretch->tensor->stride) * (double)stretch->gradients[i];
}

static void add_norms(const void* instance, const descent_stretch* stretch, const descent_step* step,
                      const descent_place* place, double* sums) {
    const uint64_t first = MUTANT == forgets_the_first_row_in_norms ? 0 : place->first_row;
    uint64_t i;
    (void)instance;
    (void)step;
    for (i = 0; i < stretch->count; ++i) {
        const double measured = weighted(stretch, first, i);
        if (MUTANT == overwrites_norms) sums[i % DESCENT_LANES] = 0;
        sums[i % DESCENT_LANES] += measured * measured + (MUTANT == counts_padding_in_norms ? 1e-3 : 0);
    }
}

static void add_sums(const void* instance, const descent_stretch* stretch, const descent_step* step,
                     const descent_place* place, double* sums) {
    const uint64_t first = MUTANT == forgets_the_first_row_in_sums ? 0 : place->first_row;
    uint64_t i;
    (void)instance;
    (void)step;
    for (i = 0; i < stretch->count; ++i) {
        const double measured = weighted(stretch, first, i);
        if (MUTANT == overwrites_sums) sums[i % DESCENT_LANES] = 0;
        sums[i % DESCENT_LANES] += measured < 0 ? -measured : measured;
    }
}

static descent_status end_sums(void* instance, const descent_step* step, const double* sums, double* globals,
                               descent_message* message) {
    (void)step;
    (void)globals;
    (void)message;
    ((rule_memory*)instance)->total = sums[0];
    return DESCENT_OK;
}

static descent_status begin_tensor(const void* instance, const descent_tensor* tensor, const descent_step* step,
                                   const double* norms, double* tensor_slots, double* tensor_factor,
                                   descent_message* message) {
    (void)tensor;
    (void)step;
    (void)tensor_slots;
    (void)message;
    *tensor_factor = 1 / (1 + norms[0] + ((const rule_memory*)instance)->total);
    return DESCENT_OK;
}

/* w -= eta g / (1 + |(1 + row) g| of the tensor + sum of (1 + row) |g| over all) */
static void update(const void* instance, const descent_stretch* stretch, const descent_step* step) {
    const float rate = (float)(step->learning_rate * step->tensor_factor);
    uint64_t i;
    (void)instance;
    for (i = 0; i < stretch->count; ++i) stretch->weights[i] -= rate * stretch->gradients[i];
}

static descent_update loop(const void* instance, int32_t set) {
    (void)instance;
    return set == DESCENT_SET_BASELINE ? update : NULL;
}

static descent_measure no_measure(const void* instance, int32_t set) {
    (void)instance;
    (void)set;
    return NULL;
}

static descent_placed_measure placed_norms(const void* instance, int32_t set) {
    (void)instance;
    return set == DESCENT_SET_BASELINE ? add_norms : NULL;
}

static descent_placed_measure placed_sums(const void* instance, int32_t set) {
    (void)instance;
    return set == DESCENT_SET_BASELINE ? add_sums : NULL;
}

static const descent_norms norms = {sizeof(descent_norms), DESCENT_ABI_VERSION, 1, 0, NULL, NULL, no_measure,
                                    begin_tensor};
static const descent_sums sums = {sizeof(descent_sums), DESCENT_ABI_VERSION, 1, 0, no_measure, NULL, end_sums};
static const descent_placed_measures placed = {
    sizeof(descent_placed_measures), DESCENT_ABI_VERSION, placed_norms, placed_sums, NULL, NULL};

static const void* extension(const char* id) {
    if (strcmp(id, DESCENT_NORMS) == 0) return &norms;
    if (strcmp(id, DESCENT_SUMS) == 0) return &sums;
    return strcmp(id, DESCENT_PLACED_MEASURES) == 0 ? &placed : NULL;
}

static const descent_hyper_parameter parameters[] = {{sizeof(descent_hyper_parameter), DESCENT_ABI_VERSION,
                                                      "learning_rate", "eta, length of a step", 10, 1e-6, 1e6,
                                                      DESCENT_SCALE_LOG, 0, NULL}};

static const descent_rule rule = {sizeof(descent_rule),
                                  DESCENT_ABI_VERSION,
                                  "measured_rows",
                                  "w -= eta g / (1 + |(1 + row) g| + sum of (1 + row) |g|)",
                                  "for tests",
                                  1,
                                  0,
                                  parameters,
                                  NULL,
                                  create,
                                  destroy,
                                  NULL,
                                  NULL,
                                  loop,
                                  extension};
static const descent_rule* const rules[] = {&rule};

DESCENT_EXPORT const descent_entry descent_plugin = {sizeof(descent_entry), DESCENT_ABI_VERSION, 1, rules, NULL};
