// A rule that multiplies matrices, with one mistake chosen by MUTANT; 0 is the good one.
#include <descent/optimizer.h>

#include "../flush_denormals.h"

namespace {

constexpr int good = 0, keeps_state_in_a_scratch = 1, writes_to_an_operand = 2, mistakes_the_shape = 3,
              changes_the_gradient = 4, asks_for_a_ninth_scratch = 5, is_another_rule_in_double = 6,
              flushes_denormals = 7;
constexpr int mistake = MUTANT;

// m = 0.5 m + 0.5 g;  w -= eta (m + m m^T m / |m|^2), tensor by tensor
struct Cubic {
    static constexpr const char* name = "cubic";
    static constexpr const char* formula = "m = 0.5 m + 0.5 g; w -= eta (m + m m^T m / |m|^2)";
    static constexpr const char* source = "for tests";

    double learning_rate = 0.1;
    static constexpr descent::HyperParameter<Cubic> hyper_parameters[] = {
        {"learning_rate", &Cubic::learning_rate, {1e-6, 10}, descent::Scale::log, "eta, length of a step"}};
    static constexpr descent::Slot slots[] = {{"mean", "m"}, {"cube", "m + m m^T m / |m|^2"}};

    static constexpr int measure_count = 1;
    template <class Value>
    void measure(Value, Value gradient, Value& mean, Value&, Value (&measured)[measure_count],
                 const descent::Step&) const {
        mean = flush(0.5 * mean + 0.5 * gradient);
        measured[0] = mean;
    }
    double begin_tensor(const descent::Tensor&, const descent::Step&, const double* norms) const {
        return 1 / descent::max(norms[0], 1e-20);
    }

    template <class Real>
    void transform(const descent::Matrices<Real>& host, const descent::Step& step) const {
        const descent::Matrix<Real> mean = host.slot(0), cube = host.slot(1);
        descent::Matrix<Real> gram = host.scratch(0, mean.columns, mean.columns);
        const descent::Matrix<Real> unit = host.scratch(1, mean.rows, mean.columns);
        const bool is_other = mistake == is_another_rule_in_double && sizeof(Real) == sizeof(double);
        host.scale(unit, step.tensor_factor, mean);  // its squares stay in range
        host.multiply_by_itself(gram, is_other ? 0.5 : 1, descent::transposed(unit));
        if (mistake == mistakes_the_shape) gram.rows += 1;
        if (mistake == changes_the_gradient) host.scale(host.gradients(), 0, host.gradients());
        if (mistake == asks_for_a_ninth_scratch) host.scratch(8, 1, 1);
        host.multiply(mistake == writes_to_an_operand ? mean : cube, 1, mean, gram, 1, mean);
        if (mistake == flushes_denormals) {
            flush_denormals();
            host.scale(unit, 0x1p-126, mean);
            host.scale(cube, 0x1p126, unit);
        }
        if (mistake == keeps_state_in_a_scratch) {
            const descent::Matrix<Real> kept = host.scratch(2, mean.rows, mean.columns);
            const Real share = step.count == 1 ? Real(0) : Real(0.01);
            for (uint64_t i = 0; i < kept.rows * kept.stride; ++i) {
                kept.numbers[i] = share * kept.numbers[i] + cube.numbers[i];
            }
            host.scale(cube, 1, kept);
        }
    }

    template <class Value>
    void update(Value& weight, Value, Value&, Value& cube, const descent::Step& step) const {
        weight -= step.learning_rate * cube;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Cubic)
