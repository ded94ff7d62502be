#include <descent/optimizer.h>

namespace {

// torch:   b = mu b + g;  w -= eta (g + mu b)
// classic: v = mu v - eta g(w + mu v);  w += v, where the network holds the look-ahead point u = w + mu v, so that its
//          gradient is the one wanted:  u += mu v_new - eta g  since  w + v_new + mu v_new = u - mu v + v_new + mu
//          v_new
// Source: Nesterov, "A method for solving the convex programming problem with convergence rate O(1/k^2)", 1983;
// Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013 (torch's form: same
// steps while eta is constant, as the look-ahead point sees them).
struct Nesterov {
    static constexpr const char* name = "nesterov";
    static constexpr const char* formula = "b = mu b + g; w -= eta (g + mu b)";
    static constexpr const char* source = "Nesterov 1983; Sutskever et al. 2013; PyTorch SGD(nesterov=True)";

    enum Variant { torch, classic };
    static constexpr const char* variants[] = {"torch", "classic"};

    double learning_rate = 0.01;
    double momentum = 0.9;
    int variant = torch;

    static constexpr descent::HyperParameter<Nesterov> hyper_parameters[] = {
        {"learning_rate", &Nesterov::learning_rate, {1e-8, 100}, descent::Scale::log, "eta, the length of a step"},
        {"momentum", &Nesterov::momentum, {0, 0.9999}, descent::Scale::linear, "mu, the share of the last step kept"},
        {"variant", &Nesterov::variant, variants,
         "classic: v = mu v - eta g at the look-ahead point, which weights hold"},
    };
    static constexpr descent::Slot slots[] = {{"velocity", "b: decaying sum of gradients (classic: v, the last step)"}};

    template <class Value>
    void update(Value& weight, Value gradient, Value& velocity, const descent::Step& step) const {
        if (variant == classic) {
            velocity = flush(momentum * velocity - step.learning_rate * gradient);
            weight += momentum * velocity - step.learning_rate * gradient;
        } else {
            velocity = flush(momentum * velocity + gradient);
            weight -= step.learning_rate * (gradient + momentum * velocity);
        }
    }
};

}  // namespace

DESCENT_OPTIMIZER(Nesterov)
