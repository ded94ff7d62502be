#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// m = b1 m + (1-b1) g;  v = b2 v + (1-b2) g^2
// rho = 2/(1-b2) - 1;  rho_t = rho - 2 t b2^t/(1-b2^t): to how many gradients v amounts
// rho_t > 5: r = sqrt((rho_t-4)(rho_t-2) rho / ((rho-4)(rho-2) rho_t))
//            w -= eta r sqrt(1-b2^t)/(1-b1^t) m / (sqrt(v) + eps)
// otherwise: w -= eta/(1-b1^t) m
// Source: Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond", 2020, with the 5 of the authors' code
// and of PyTorch where the paper has 4; eps as in PyTorch.
struct Radam {
    static constexpr const char* name = "radam";
    static constexpr const char* formula =
        "m = b1 m + (1-b1) g; v = b2 v + (1-b2) g^2; once v is known well: "
        "w -= eta r sqrt(1-b2^t)/(1-b1^t) m / (sqrt(v) + eps); before: w -= eta/(1-b1^t) m";
    static constexpr const char* source = "Liu et al. 2020";

    double learning_rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;

    // in global slots
    double beta1_power = 1;
    double beta2_power = 1;
    // of one step
    bool rectified = false;
    double rate_factor = 0;

    static constexpr descent::HyperParameter<Radam> hyper_parameters[] = {
        {"learning_rate", &Radam::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &Radam::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &Radam::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly the mean square forgets"},
        {"epsilon", &Radam::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"square", "v: moving average of squared gradients"},
    };
    static constexpr descent::Global<Radam> globals[] = {
        {"beta1_power", &Radam::beta1_power, "b1^t"},
        {"beta2_power", &Radam::beta2_power, "b2^t"},
    };

    void begin_step(const descent::Step& step) {
        rate_factor = 1 / descent::bias_correction(beta1_power, beta1);
        const double correction = descent::bias_correction(beta2_power, beta2);
        const double most = 2 / (1 - beta2) - 1;
        const double length = most - 2 * static_cast<double>(step.count) * beta2_power / correction;
        rectified = length > 5;
        if (!rectified) return;
        const double share = (length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length);
        rate_factor *= descent::sqrt(share) * descent::sqrt(correction);
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& square, const descent::Step& step) const {
        mean = flush(beta1 * mean + (1 - beta1) * gradient);
        square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
        const Value length = step.learning_rate * rate_factor * mean;
        weight -= rectified ? length / (sqrt(square) + epsilon) : length;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Radam)
