#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// At the weights y:  u = g + wd y (sgd), or g / (sqrt(v/(1-b2^t)) + eps) + wd y with v = b2 v + (1-b2) g^2 (adamw)
// z -= eta u;  x = (1-c) x + c z, with c = r^2 / sum of all r^2 so far, r the largest eta so far;  y = (1-b1) z + b1 x
// The model is x. Kept are x and z - x, which both follow from the start of the weights alone.
// Source: Defazio et al., "The Road Less Scheduled", 2024; schedulefree 1.4.
struct ScheduleFree {
    static constexpr const char* name = "schedule-free";
    static constexpr const char* formula =
        "z -= eta (g / (sqrt(v/(1-b2^t)) + eps) + wd y); x = (1-c) x + c z; y = (1-b1) z + b1 x; the model is x";
    static constexpr const char* source = "Defazio et al. 2024";

    enum Variant { adamw, sgd };
    static constexpr const char* variants[] = {"adamw", "sgd"};
    enum { average_slot, lead_slot, square_slot };

    double learning_rate = 0.0025;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0;
    int variant = adamw;
    // in global slots
    double beta2_power = 1, largest_rate = 0, rates = 0;
    // of one step
    double root_factor = 0, share = 0;

    static constexpr descent::HyperParameter<ScheduleFree> hyper_parameters[] = {
        {"learning_rate", &ScheduleFree::learning_rate, {1e-8, 100}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &ScheduleFree::beta1, {0.001, 0.9999}, descent::Scale::linear, "b1, share of the average in y"},
        {"beta2", &ScheduleFree::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the square forgets"},
        {"epsilon", &ScheduleFree::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"weight_decay", &ScheduleFree::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
        {"variant", &ScheduleFree::variant, variants, "u; sgd: a usual eta is 1"},
    };
    static constexpr descent::Slot slots[] = {
        {"average", "x: the weights that are measured"},
        {"lead", "z - x: how far the sequence without averaging is ahead"},
        {"square", "v: moving average of squared gradients", true},
    };
    static constexpr int evaluation_slot = average_slot;
    static constexpr descent::Global<ScheduleFree> globals[] = {
        {"beta2_power", &ScheduleFree::beta2_power, "b2^t"},
        {"largest_rate", &ScheduleFree::largest_rate, "r: largest eta so far"},
        {"rates", &ScheduleFree::rates, "sum of r^2"},
    };

    bool uses_slot(int slot) const { return slot != square_slot || variant == adamw; }

    void begin_step(const descent::Step& step) {
        root_factor = 1 / descent::sqrt(descent::bias_correction(beta2_power, beta2));
        largest_rate = descent::max(largest_rate, step.learning_rate);
        rates += largest_rate * largest_rate;
        share = rates > 0 ? largest_rate * largest_rate / rates : 0;
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& average, Value& lead, Value& square,
                const descent::Step& step) const {
        Value direction = gradient;
        if (variant == adamw) {
            square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
            direction = gradient / (sqrt(square) * root_factor + epsilon);
        }
        direction += weight_decay * step.decay_factor * weight;
        lead -= step.learning_rate * direction;
        average += share * lead;
        lead = flush((1 - share) * lead);
        weight = average + (1 - beta1) * lead;
    }
};

}  // namespace

DESCENT_OPTIMIZER(ScheduleFree)
