#include <descent/draft/adamw_part.h>
#include <descent/draft/newton_schulz.h>
#include <descent/optimizer.h>

namespace {

// Of matrices: m = mu m + (1-mu) g;  x = orthogonalise((1-mu) g + mu m), by Newton and Schulz from x/|x|
// w *= 1 - eta wd;  w -= eta r x, with r = sqrt(max(1, out/in)), or 0.2 sqrt(max(out, in)) for steps as long as AdamW's
// Of other tensors: AdamW with b1 = 0.9, b2 = 0.95, eps = 1e-10 at the rate `others_rate` eta
// Source: Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024; `rms`: Liu et al., "Muon is
// Scalable for LLM Training", 2025. PyTorch's and the authors' code round x to bfloat16.
struct Muon {
    static constexpr const char* name = "muon";
    static constexpr const char* source = "Jordan et al. 2024";
    static constexpr const char* formula =
        "m = mu m + (1-mu) g; w *= 1 - eta wd; w -= eta r orthogonalise((1-mu) g + mu m); biases as adamw";
    static constexpr const char *scales[] = {"shape", "rms"}, *tensors[] = {"all", "hidden"};
    double learning_rate = 0.02, momentum = 0.95, weight_decay = 0.01, others_rate = 0.015;
    int iterations = 5, scale = 0, matrices = 0;
    double beta1_power = 1, beta2_power = 1;  // in global slots
    descent::AdamwPart others;                // of one step
    unsigned last_layer = 0;                  // of the run
    static constexpr descent::HyperParameter<Muon> hyper_parameters[] = {
        {"learning_rate", &Muon::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"momentum", &Muon::momentum, {0, 0.9999}, descent::Scale::linear, "mu, how slowly the mean forgets"},
        {"weight_decay", &Muon::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
        {"others_rate", &Muon::others_rate, {1e-6, 10}, descent::Scale::log, "rate of other tensors, times eta"},
        {"iterations", &Muon::iterations, {1, 20}, descent::Scale::linear, "steps that take singular values near 1"},
        {"scale", &Muon::scale, scales, "r; rms: steps as long as those of adamw"},
        {"matrices", &Muon::matrices, tensors, "weights that are orthogonalised; hidden: not of first and last layer"}};
    static constexpr descent::Slot slots[] = {{"mean", "m: moving average of gradients"},
                                              {"direction", "x; of other tensors, average of squared gradients"}};
    static constexpr descent::Global<Muon> globals[] = {{"beta1_power", &Muon::beta1_power, "0.9^t"},
                                                        {"beta2_power", &Muon::beta2_power, "0.95^t"}};

    void begin_run(const descent::Run& run) { last_layer = run.layers - 1; }
    void begin_step(const descent::Step&) { others.begin_step(beta1_power, beta2_power); }
    bool takes(const descent::Tensor& t) const {
        return t.kind == 0 && (matrices == 0 || (t.layer > 0 && t.layer < last_layer));
    }

    static constexpr int measure_count = 1;
    template <class Value>
    void measure(Value, Value gradient, Value& mean, Value& direction, Value (&measured)[measure_count],
                 const descent::Step&, const descent::Place<Value>& place) const {
        measured[0] = Value(0);
        if (!takes(place.tensor())) return others.average(gradient, mean, direction);
        mean = flush(momentum * mean + (1 - momentum) * gradient);
        measured[0] = direction = (1 - momentum) * gradient + momentum * mean;
    }
    double begin_tensor(const descent::Tensor&, const descent::Step&, const double* norms) const {
        return 1 / descent::max(norms[0], 1e-7);
    }

    template <class Real>
    void transform(const descent::Matrices<Real>& host, const descent::Step& step) const {
        if (!takes(host.tensor())) return;
        const descent::Matrix<Real> x = host.slot(1);
        const double in = static_cast<double>(x.rows), out = static_cast<double>(x.columns);
        const double r =
            scale == 0 ? descent::sqrt(descent::max(1.0, out / in)) : 0.2 * descent::sqrt(descent::max(in, out));
        host.scale(x, step.tensor_factor, x);
        host.scale(x, r, descent::newton_schulz(host, x, iterations));
    }

    template <class Value>
    void update(Value& weight, Value, Value& mean, Value& direction, const descent::Step& step,
                const descent::Place<Value>& place) const {
        const bool is_matrix = takes(place.tensor());
        const double rate = is_matrix ? step.learning_rate : others_rate * step.learning_rate;
        weight *= 1 - rate * weight_decay * step.decay_factor;
        weight -= rate * (is_matrix ? direction : others.direction(mean, direction));
    }
};

}  // namespace

DESCENT_OPTIMIZER(Muon)
