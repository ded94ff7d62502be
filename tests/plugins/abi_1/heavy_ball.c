/*
 * A plugin for ABI version 1, kept as it was when that version was released. It must load, and give the same bits, for
 * ever: never change it.
 *
 * v = mu v - eta c_t g;  w += v;  with c_t = 1 / (1 - mu^t), from the begin_step extension.
 */
#include <descent/plugin.h>

#include <stdlib.h>
#include <string.h>

struct heavy_ball {
    double momentum;
    double correction;
};

static descent_status create(const double* values, void** instance, descent_message* message) {
    struct heavy_ball* made = (struct heavy_ball*)malloc(sizeof(struct heavy_ball));
    if (made == NULL) {
        descent_refuse(message, "no memory");
        return DESCENT_REFUSED;
    }
    made->momentum = values[1];
    made->correction = 1;
    *instance = made;
    return DESCENT_OK;
}

static void destroy(void* instance) { free(instance); }

static void update(const void* instance, const descent_stretch* stretch, const descent_step* step) {
    const struct heavy_ball* self = (const struct heavy_ball*)instance;
    const float momentum = (float)self->momentum;
    const float rate = (float)(step->learning_rate * self->correction);
    float* velocity = stretch->slots[0];
    uint64_t i;
    for (i = 0; i < stretch->count; ++i) {
        velocity[i] = momentum * velocity[i] - rate * stretch->gradients[i];
        stretch->weights[i] += velocity[i];
    }
}

static descent_update loop(const void* instance, int32_t instruction_set) {
    (void)instance;
    return instruction_set == DESCENT_SET_BASELINE ? update : NULL;
}

static double global_start(const void* instance, uint32_t global) {
    (void)instance;
    (void)global;
    return 1;
}

static descent_status begin_step(void* instance, const descent_step* step, double* globals, descent_message* message) {
    struct heavy_ball* self = (struct heavy_ball*)instance;
    (void)step;
    (void)message;
    globals[0] *= self->momentum;
    self->correction = 1 / (1 - globals[0]);
    return DESCENT_OK;
}

static const descent_hyper_parameter parameters[] = {
    {sizeof(descent_hyper_parameter), 1, "learning_rate", "length of a step", 0.01, 1e-6, 10, DESCENT_SCALE_LOG, 0,
     NULL},
    {sizeof(descent_hyper_parameter), 1, "momentum", "share of the last step", 0.9, 0, 0.999, DESCENT_SCALE_LINEAR, 0,
     NULL}};
static const descent_slot slots[] = {{sizeof(descent_slot), 1, "velocity", "the last step"}};
static const descent_slot globals[] = {{sizeof(descent_slot), 1, "momentum_power", "mu^t"}};
static const descent_begin_step begin_step_struct = {
    sizeof(descent_begin_step), 1, 1, 0, globals, global_start, begin_step};

static const void* extension(const char* id) {
    return strcmp(id, "descent.begin_step/1") == 0 ? &begin_step_struct : NULL;
}

static const descent_rule rule = {sizeof(descent_rule),
                                  1,
                                  "heavy_ball_1",
                                  "v = mu v - eta c_t g; w += v",
                                  "for tests",
                                  2,
                                  1,
                                  parameters,
                                  slots,
                                  create,
                                  destroy,
                                  NULL,
                                  NULL,
                                  loop,
                                  extension};
static const descent_rule* const rules[] = {&rule};

static descent_status start(descent_host_api_function host_api, descent_message* message) {
    const descent_host* host = host_api(1);
    if (host == NULL || host->size < sizeof(descent_host) || !host->calls("descent.begin_step/1")) {
        descent_refuse(message, "the host does not call begin_step");
        return DESCENT_REFUSED;
    }
    if (host->calls("descent.of_the_future/9") || host_api(1000) != NULL) {
        descent_refuse(message, "the host promises what it cannot know");
        return DESCENT_REFUSED;
    }
    return DESCENT_OK;
}

const descent_entry descent_plugin = {sizeof(descent_entry), 1, 1, rules, start};
