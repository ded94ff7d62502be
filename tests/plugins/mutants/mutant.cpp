// Adam on the bare ABI, with one mistake chosen by MUTANT; 0 is the good one. The conformance kit must find each.
#include <descent/plugin.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <vector>

namespace {

constexpr int good = 0, corrects_per_tensor = 1, state_by_position = 2, reads_a_neighbour = 3, forgets_a_slot = 4,
              writes_outside = 5, hides_nan = 6, draws_lots = 7, counts_in_a_global = 8, ignores_the_schedule = 9,
              crashes_at_zero = 10, goes_uphill = 11, lacks_epsilon = 12, decays_biases = 13, has_a_dead_setting = 14,
              changes_the_gradient = 15, looks_at_the_stretch = 16, exits = 17, leaves_nan_in_padding = 18,
              reads_padding = 19, spreads_the_first_lane = 20, remembers_in_the_first_lane = 21;
constexpr int mistake = MUTANT;

constexpr double beta1 = 0.9, beta2 = 0.99;

struct Adam {
    double learning_rate, weight_decay, unused;
    double beta1_power = 1, beta2_power = 1;
    // what no rule should have
    const descent_tensor* last_tensor = nullptr;
    std::size_t calls = 0;
    std::vector<std::vector<float>> by_position;
    std::map<const float*, float> beside_the_slots;
};

int steps_of_all_runs = 0;

descent_status create(const double* values, void** instance, descent_message*) {
    *instance = new Adam{values[0], values[1], mistake == has_a_dead_setting ? values[2] : 0, 1, 1, nullptr, 0, {}, {}};
    return DESCENT_OK;
}
void destroy(void* instance) { delete static_cast<Adam*>(instance); }

descent_status begin_step(void* instance, const descent_step*, double* globals, descent_message*) {
    Adam& self = *static_cast<Adam*>(instance);
    if (mistake != corrects_per_tensor) {
        globals[0] *= beta1;
        globals[1] *= beta2;
    }
    self.beta1_power = globals[0];
    self.beta2_power = globals[1];
    self.calls = 0;
    self.last_tensor = nullptr;
    ++steps_of_all_runs;
    return DESCENT_OK;
}

void before_stretch(Adam& self, const descent_stretch& stretch) {
    if (mistake == corrects_per_tensor && stretch.tensor != self.last_tensor) {
        static double powers[2] = {1, 1};
        if (self.last_tensor == nullptr && self.calls == 0 && steps_of_all_runs <= 1) powers[0] = powers[1] = 1;
        self.last_tensor = stretch.tensor;
        self.beta1_power = powers[0] *= beta1;
        self.beta2_power = powers[1] *= beta2;
    }
    if (mistake == state_by_position) {
        if (self.by_position.size() <= self.calls) self.by_position.resize(self.calls + 1);
        self.by_position[self.calls].resize(stretch.count);
    }
    if (mistake == exits) std::_Exit(3);
}

double step_length(const Adam& self, const descent_step& step) {
    double rate = mistake == ignores_the_schedule ? self.learning_rate : step.learning_rate;
    if (mistake == draws_lots) rate *= 1 + 1e-3 * (std::rand() % 7);
    if (mistake == counts_in_a_global) rate /= 1 + 1e-3 * steps_of_all_runs;
    if (mistake == goes_uphill) rate = -rate;
    return rate / (1 - self.beta1_power);
}

void update(const void* instance, const descent_stretch* stretch, const descent_step* step) {
    Adam& self = *static_cast<Adam*>(const_cast<void*>(instance));
    before_stretch(self, *stretch);
    float* const mean = mistake == state_by_position ? self.by_position[self.calls].data() : stretch->slots[0];
    float* const square = stretch->slots[1];
    float* const gradients = const_cast<float*>(stretch->gradients);
    const double decay = self.weight_decay * (mistake == decays_biases ? 1 : step->decay_factor);
    const float length = static_cast<float>(step_length(self, *step));
    const float root = static_cast<float>(1 / std::sqrt(1 - self.beta2_power));
    const float epsilon = mistake == lacks_epsilon ? 0.0F : 1e-8F;
    float sum = 0;
    for (uint64_t i = 0; i < stretch->count; ++i) sum += gradients[i];
    for (uint64_t i = 0; i < stretch->count; ++i) {
        float g = gradients[i];
        if (mistake == reads_a_neighbour && i + 1 < stretch->count) g += 0.01F * gradients[i + 1];
        if (mistake == spreads_the_first_lane) g += 0.01F * gradients[i - i % DESCENT_LANES];
        if (mistake == reads_padding) g += 0 * gradients[stretch->tensor->stride - 1];
        if (mistake == hides_nan && g != g) g = 0;
        if (mistake == crashes_at_zero && g == 0 && i == 0) std::abort();
        if (mistake == looks_at_the_stretch) g += 1e-3F * sum / static_cast<float>(stretch->count);
        if (mistake == changes_the_gradient) gradients[i] *= 0.5F;
        float& m = mistake == forgets_a_slot ? self.beside_the_slots[stretch->weights + i] : mean[i];
        m = static_cast<float>(beta1) * m + static_cast<float>(1 - beta1) * g;
        if (mistake == remembers_in_the_first_lane && i % DESCENT_LANES != 0) m = static_cast<float>(1 - beta1) * g;
        square[i] = static_cast<float>(beta2) * square[i] + static_cast<float>(1 - beta2) * g * g;
        stretch->weights[i] *= static_cast<float>(1 - step->learning_rate * decay);
        stretch->weights[i] -= length * m / (std::sqrt(square[i]) * root + epsilon);
    }
    for (uint64_t i = 0; mistake == leaves_nan_in_padding && i < stretch->count; ++i) {
        if (i % stretch->tensor->stride >= stretch->tensor->columns) mean[i] = std::nanf("");
    }
    if (mistake == writes_outside) stretch->weights[stretch->count] += 1;
    if (mistake == state_by_position || mistake == corrects_per_tensor) ++self.calls;
}

descent_update loop(const void*, int32_t set) { return set == DESCENT_SET_BASELINE ? update : nullptr; }

double global_start(const void*, uint32_t) { return 1; }

constexpr descent_hyper_parameter parameter(const char* name, double value, double low, double high, int32_t scale) {
    return {sizeof(descent_hyper_parameter), DESCENT_ABI_VERSION, name, "help", value, low, high, scale, 0, nullptr};
}
constexpr descent_hyper_parameter parameters[] = {parameter("learning_rate", 0.01, 1e-6, 1, DESCENT_SCALE_LOG),
                                                  parameter("weight_decay", 0, 0, 1, DESCENT_SCALE_LINEAR),
                                                  parameter("unused", 0, 0, 1, DESCENT_SCALE_LINEAR)};
constexpr descent_slot slots[] = {{sizeof(descent_slot), DESCENT_ABI_VERSION, "mean", "moving average"},
                                  {sizeof(descent_slot), DESCENT_ABI_VERSION, "square", "moving average of squares"}};
constexpr descent_slot globals[] = {{sizeof(descent_slot), DESCENT_ABI_VERSION, "beta1_power", "b1^t"},
                                    {sizeof(descent_slot), DESCENT_ABI_VERSION, "beta2_power", "b2^t"}};
constexpr descent_begin_step begin_step_struct = {
    sizeof(descent_begin_step), DESCENT_ABI_VERSION, 2, 0, globals, global_start, begin_step};
const void* extension(const char* id) {
    const char* wanted = DESCENT_BEGIN_STEP;
    while (*id != '\0' && *id == *wanted) ++id, ++wanted;
    return *id == *wanted ? &begin_step_struct : nullptr;
}
constexpr descent_rule rule = {sizeof(descent_rule),
                               DESCENT_ABI_VERSION,
                               "mutant",
                               "as adamw",
                               "for tests",
                               mistake == has_a_dead_setting ? 3U : 2U,
                               2,
                               parameters,
                               slots,
                               create,
                               destroy,
                               nullptr,
                               nullptr,
                               loop,
                               extension};
constexpr const descent_rule* rules[] = {&rule};

}  // namespace

extern "C" DESCENT_VISIBLE const descent_entry descent_plugin = {sizeof(descent_entry), DESCENT_ABI_VERSION, 1, rules,
                                                                 nullptr};
