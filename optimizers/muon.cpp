#include <descent/bias_correction.h>
#include <descent/optimizer.h>

namespace {

// Of matrices: m = mu m + (1-mu) g;  x = (1-mu) g + mu m;  x /= |x|;  then, which takes singular values near 1,
//   A = x x^T;  x = a x + (b A + c A^2) x
// w *= 1 - eta wd;  w -= eta r x, with r = sqrt(max(1, out/in)), or 0.2 sqrt(max(out, in)) for steps as long as AdamW's
// Of other tensors: AdamW with b1 = 0.9, b2 = 0.95, eps = 1e-10 at the rate `others_rate` eta
// Source: Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024; `rms`: Liu et al., "Muon is
// Scalable for LLM Training", 2025. PyTorch's and the authors' code round x to bfloat16.
struct Muon {
    static constexpr const char* name = "muon";
    static constexpr const char* formula =
        "m = mu m + (1-mu) g; w *= 1 - eta wd; w -= eta r orthogonalise((1-mu) g + mu m); biases as adamw";
    static constexpr const char* source = "Jordan et al. 2024";
    static constexpr double a = 3.4445, b = -4.7750, c = 2.0315, beta1 = 0.9, beta2 = 0.95, epsilon = 1e-10;
    enum { mean_slot, direction_slot };
    static constexpr const char* scales[] = {"shape", "rms"};
    static constexpr const char* tensors[] = {"all", "hidden"};

    double learning_rate = 0.02;
    double momentum = 0.95;
    double weight_decay = 0.01;
    double others_rate = 0.015;
    int iterations = 5, scale = 0, matrices = 0;
    double beta1_power = 1, beta2_power = 1;  // in global slots
    double mean_factor = 0, root_factor = 0;  // of one step
    unsigned last_layer = 0;                  // of the run
    static constexpr descent::HyperParameter<Muon> hyper_parameters[] = {
        {"learning_rate", &Muon::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"momentum", &Muon::momentum, {0, 0.9999}, descent::Scale::linear, "mu, how slowly the mean forgets"},
        {"weight_decay", &Muon::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
        {"others_rate",
         &Muon::others_rate,
         {1e-6, 10},
         descent::Scale::log,
         "rate of other tensors, as a share of eta"},
        {"iterations", &Muon::iterations, {1, 20}, descent::Scale::linear, "steps that take singular values near 1"},
        {"scale", &Muon::scale, scales, "r; rms: steps as long as those of adamw"},
        {"matrices", &Muon::matrices, tensors, "weights that are orthogonalised; hidden: not of first and last layer"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"direction", "x; of other tensors, moving average of squared gradients"},
    };
    static constexpr descent::Global<Muon> globals[] = {{"beta1_power", &Muon::beta1_power, "0.9^t"},
                                                        {"beta2_power", &Muon::beta2_power, "0.95^t"}};

    void begin_run(const descent::Run& run) { last_layer = run.layers - 1; }
    void begin_step(const descent::Step&) {
        mean_factor = 1 / descent::bias_correction(beta1_power, beta1);
        root_factor = 1 / descent::sqrt(descent::bias_correction(beta2_power, beta2));
    }
    bool takes(const descent::Tensor& t) const {
        return t.kind == 0 && (matrices == 0 || (t.layer > 0 && t.layer < last_layer));
    }

    static constexpr int measure_count = 1;
    template <class Value>
    void measure(Value, Value gradient, Value& mean, Value& direction, Value (&measured)[measure_count],
                 const descent::Step&, const descent::Place<Value>& place) const {
        const bool is_matrix = takes(place.tensor());
        const double forgets = is_matrix ? momentum : beta1;
        mean = flush(forgets * mean + (1 - forgets) * gradient);
        direction = is_matrix ? (1 - momentum) * gradient + momentum * mean
                              : flush(beta2 * direction + (1 - beta2) * gradient * gradient);
        measured[0] = direction;
    }
    double begin_tensor(const descent::Tensor&, const descent::Step&, const double* norms) const {
        return 1 / descent::max(norms[0], 1e-7);
    }

    template <class Real>
    void transform(const descent::Matrices<Real>& host, const descent::Step& step) const {
        if (!takes(host.tensor())) return;
        descent::Matrix<Real> direction = host.slot(direction_slot), x = direction;
        const double in = static_cast<double>(x.rows), out = static_cast<double>(x.columns);
        const uint64_t side = in > out ? x.columns : x.rows;
        const descent::Matrix<Real> gram = host.scratch(0, side, side), sum = host.scratch(1, side, side);
        descent::Matrix<Real> next = host.scratch(2, x.rows, x.columns);
        host.scale(x, step.tensor_factor, x);
        for (int i = 0; i < iterations; ++i) {
            in > out ? host.multiply_by_itself(gram, 1, descent::transposed(x)) : host.multiply_by_itself(gram, 1, x);
            host.multiply_by_itself(sum, c, gram, b, gram);
            in > out ? host.multiply(next, 1, x, sum, a, x) : host.multiply(next, 1, sum, x, a, x);
            descent::swap(x, next);
        }
        const double larger = descent::max(in, out);
        host.scale(direction, scale == 0 ? descent::sqrt(descent::max(1.0, out / in)) : 0.2 * descent::sqrt(larger), x);
    }

    template <class Value>
    void update(Value& weight, Value, Value& mean, Value& direction, const descent::Step& step,
                const descent::Place<Value>& place) const {
        const bool is_matrix = takes(place.tensor());
        const double rate = is_matrix ? step.learning_rate : others_rate * step.learning_rate;
        weight *= 1 - rate * weight_decay * step.decay_factor;
        weight -= is_matrix ? rate * direction : rate * mean_factor * mean / (sqrt(direction) * root_factor + epsilon);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Muon)
