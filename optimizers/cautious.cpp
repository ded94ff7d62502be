#include <descent/optimizer.h>

namespace {

// Of the move d of the rule inside, only what goes against the gradient is made, longer by the share that is left out:
// of a tensor  p = share of d g < 0;  w = w_before + d / max(p, 0.001) where d g < 0, else w_before
// A decay of the weights in d counts as part of the move; the authors' code decays all weights.
// Source: Liang et al., "Cautious Optimizers: Improving Training with One Line of Code", 2024.
struct Cautious {
    static constexpr const char* name = "cautious";
    static constexpr const char* formula = "where d g < 0: w = w_before + d / max(p, 0.001), else w = w_before";
    static constexpr const char* source = "Liang et al. 2024";
    static constexpr bool wraps = true;

    static constexpr descent::Slot slots[] = {{"before", "the weights before the step"}};
    static constexpr int before_slot = 0;

    /// 1 where the move goes against the gradient, else 0; NaN counts, so that it stays visible.
    template <class Value>
    static Value goes(Value weight, Value gradient, Value before) {
        return select(sign(weight - before) * sign(gradient) >= Value(0), Value(0), Value(1));
    }

    static constexpr int measure_count = 1;
    template <class Value>
    void measure(Value weight, Value gradient, Value& before, Value (&measured)[measure_count],
                 const descent::Step&) const {
        measured[0] = goes(weight, gradient, before);
    }
    double begin_tensor(const descent::Tensor& tensor, const descent::Step&, const double* norms) const {
        const double share = norms[0] * norms[0] / static_cast<double>(tensor.rows * tensor.columns);
        return 1 / descent::max(share, 0.001);
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& before, const descent::Step& step) const {
        const Value factor = step.tensor_factor * goes(weight, gradient, before);
        weight = before + factor * (weight - before);
    }
};

}  // namespace

DESCENT_OPTIMIZER(Cautious)
