#include <descent/bias_correction.h>
#include <descent/draft/eigenvectors.h>
#include <descent/optimizer.h>

namespace {

// Of matrices, with g as [in][out] and the smaller of its sides, here out: C = b2 C + (1-b2) g^T g; Q its eigenvectors,
// as columns, from the first g, which moves nothing; every k steps from C Q by Gram and Schmidt, larger eigenvalues
// first m = b1 m + (1-b1) g;  v = b2 v + (1-b2) (g Q)^2;  w -= eta sqrt(1-b2^t)/(1-b1^t) (m Q / (sqrt(v) + eps)) Q^T Of
// other tensors: the same without Q. Then w *= 1 - eta wd. t counts from the second step. Source: Vyas et al., "SOAP:
// Improving and Stabilizing Shampoo using Adam", 2024, in its one-sided form: the authors turn both sides, this rule
// the smaller one, of which C and Q are no larger than g.
struct Soap {
    static constexpr const char* name = "soap";
    static constexpr const char* formula =
        "C = b2 C + (1-b2) g^T g, Q its eigenvectors; m = b1 m + (1-b1) g; v = b2 v + (1-b2) (g Q)^2; "
        "w -= eta sqrt(1-b2^t)/(1-b1^t) (m Q/(sqrt(v) + eps)) Q^T; w *= 1 - eta wd";
    static constexpr const char* source = "Vyas et al. 2024";
    enum { mean_slot, square_slot, moments_slot, basis_slot };

    double learning_rate = 0.003;
    double beta1 = 0.95;
    double beta2 = 0.95;
    double epsilon = 1e-8;
    double weight_decay = 0.01;
    int period = 10;
    int largest = 1024;
    double beta1_power = 1, beta2_power = 1;  // in global slots
    double factor = 0;                        // of one step

    static constexpr descent::HyperParameter<Soap> hyper_parameters[] = {
        {"learning_rate", &Soap::learning_rate, {1e-8, 10}, descent::Scale::log, "eta, the length of a step"},
        {"beta1", &Soap::beta1, {0, 0.9999}, descent::Scale::linear, "b1, how slowly the mean forgets"},
        {"beta2", &Soap::beta2, {0, 0.999999}, descent::Scale::linear, "b2, how slowly squares and moments forget"},
        {"epsilon", &Soap::epsilon, {1e-16, 1}, descent::Scale::log, "eps, keeps the divisor from 0"},
        {"weight_decay", &Soap::weight_decay, {0, 10}, descent::Scale::linear, "wd; biases do not decay"},
        {"period", &Soap::period, {1, 1000}, descent::Scale::log, "k, steps from one basis to the next"},
        {"largest", &Soap::largest, {1, 16384}, descent::Scale::log, "longer sides are not turned"},
    };
    static constexpr descent::Slot slots[] = {
        {"mean", "m: moving average of gradients"},
        {"square", "v: moving average of squared gradients, in the basis"},
        {"moments", "C, in the first rows of a matrix"},
        {"basis", "the columns of Q, as the first rows of a matrix"},
    };
    static constexpr descent::Global<Soap> globals[] = {{"beta1_power", &Soap::beta1_power, "b1^t"},
                                                        {"beta2_power", &Soap::beta2_power, "b2^t"}};

    void begin_step(const descent::Step& step) {
        if (step.count == 1) return;
        const double mean_factor = descent::bias_correction(beta1_power, beta1);
        factor = descent::sqrt(descent::bias_correction(beta2_power, beta2)) / mean_factor;
    }
    bool turns(const descent::Tensor& t) const {
        const auto side = t.rows < t.columns ? t.rows : t.columns;
        return t.kind == 0 && side <= static_cast<unsigned long long>(largest);
    }

    /// The matrix in the first rows of a slot that has the smaller side twice.
    template <class Real>
    static descent::Matrix<Real> square_in(const descent::Matrices<Real>& host, int slot) {
        descent::Matrix<Real> square = host.slot(slot);
        square.rows = square.columns = square.rows < square.columns ? square.rows : square.columns;
        return square;
    }
    template <class Real>
    static void to_basis(const descent::Matrices<Real>& host, const descent::Matrix<Real>& c,
                         const descent::Matrix<Real>& a) {
        const descent::Matrix<Real> basis = square_in(host, basis_slot);
        a.columns <= a.rows ? host.multiply(c, 1, a, descent::transposed(basis)) : host.multiply(c, 1, basis, a);
    }
    template <class Real>
    static void from_basis(const descent::Matrices<Real>& host, const descent::Matrix<Real>& c,
                           const descent::Matrix<Real>& a) {
        const descent::Matrix<Real> basis = square_in(host, basis_slot);
        a.columns <= a.rows ? host.multiply(c, 1, a, basis) : host.multiply(c, 1, descent::transposed(basis), a);
    }

    template <class Real>
    void add_moments(const descent::Matrices<Real>& host) const {
        const descent::Matrix<Real> g = host.gradients(), moments = square_in(host, moments_slot);
        const descent::Matrix<Real> sum = host.scratch(2, moments.rows, moments.rows);
        g.columns <= g.rows ? host.multiply_by_itself(sum, 1 - beta2, descent::transposed(g), beta2, moments)
                            : host.multiply_by_itself(sum, 1 - beta2, g, beta2, moments);
        for (uint64_t i = 0; i < moments.rows; ++i) {
            for (uint64_t j = 0; j < moments.rows; ++j) {
                moments.numbers[i * moments.stride + j] = descent::flush<Real>(sum.numbers[i * sum.stride + j]);
            }
        }
    }

    /// C Q, then orthonormal: one step of the power iteration.
    template <class Real>
    void turn_basis(const descent::Matrices<Real>& host) const {
        const descent::Matrix<Real> basis = square_in(host, basis_slot), moments = square_in(host, moments_slot);
        const uint64_t n = basis.rows;
        const descent::Matrix<Real> next = host.scratch(2, n, n), lists = host.scratch(3, 2, n);
        host.multiply(next, 1, basis, moments);
        for (uint64_t i = 0; i < n; ++i) {
            Real eigenvalue = 0;
            for (uint64_t k = 0; k < n; ++k) {
                eigenvalue += next.numbers[i * next.stride + k] * basis.numbers[i * basis.stride + k];
            }
            lists.numbers[i] = descent::max(eigenvalue, Real(0));
        }
        descent::orthonormalise<Real>(next, lists.numbers, lists.numbers + lists.stride);
        host.scale(basis, 1, next);
    }

    template <class Real>
    void step_in_basis(const descent::Matrices<Real>& host, const descent::Step& step) const {
        const descent::Matrix<Real> w = host.weights(), g = host.gradients(), m = host.slot(mean_slot),
                                    v = host.slot(square_slot), g_in = host.scratch(0, g.rows, g.columns),
                                    m_in = host.scratch(1, g.rows, g.columns);
        const auto each = [&](const auto& use) {
            for (uint64_t i = 0; i < g.rows; ++i) {
                for (uint64_t j = 0; j < g.columns; ++j) use(i, j);
            }
        };
        const auto at = [](const descent::Matrix<Real>& a, uint64_t i, uint64_t j) -> Real& {
            return a.numbers[i * a.stride + j];
        };
        const Real b1 = static_cast<Real>(beta1), b2 = static_cast<Real>(beta2), eps = static_cast<Real>(epsilon);
        const Real rest1 = static_cast<Real>(1 - beta1), rest2 = static_cast<Real>(1 - beta2);
        each([&](uint64_t i, uint64_t j) {
            at(m, i, j) = descent::flush<Real>(b1 * at(m, i, j) + rest1 * at(g, i, j));
        });
        to_basis(host, g_in, g);
        to_basis(host, m_in, m);
        each([&](uint64_t i, uint64_t j) {
            at(v, i, j) = descent::flush<Real>(b2 * at(v, i, j) + rest2 * at(g_in, i, j) * at(g_in, i, j));
            at(m_in, i, j) /= descent::sqrt(at(v, i, j)) + eps;
        });
        from_basis(host, g_in, m_in);
        const Real length = static_cast<Real>(step.learning_rate * factor);
        each([&](uint64_t i, uint64_t j) { at(w, i, j) -= length * at(g_in, i, j); });
    }

    template <class Real>
    void transform(const descent::Matrices<Real>& host, const descent::Step& step) const {
        if (!turns(host.tensor())) return;
        if (step.count > 1) step_in_basis(host, step);
        add_moments(host);
        if (step.count == 1) {
            const descent::Matrix<Real> basis = square_in(host, basis_slot), moments = square_in(host, moments_slot);
            const descent::Matrix<Real> copy = host.scratch(2, basis.rows, basis.rows);
            host.scale(copy, 1, moments);
            descent::eigenvectors<Real>(copy, basis);
        } else if ((step.count - 1) % static_cast<unsigned long long>(period) == 0) {
            turn_basis(host);
        }
    }

    template <class Value>
    void update(Value& weight, Value gradient, Value& mean, Value& square, Value&, Value&, const descent::Step& step,
                const descent::Place<Value>& place) const {
        if (step.count == 1) {
            weight -= gradient - gradient;  // 0, or NaN: a broken gradient shows at once
            return;
        }
        if (!turns(place.tensor())) {
            mean = flush(beta1 * mean + (1 - beta1) * gradient);
            square = flush(beta2 * square + (1 - beta2) * gradient * gradient);
            weight -= step.learning_rate * factor * mean / (sqrt(square) + epsilon);
        }
        weight *= 1 - step.learning_rate * weight_decay * step.decay_factor;
    }
};

}  // namespace

DESCENT_OPTIMIZER(Soap)
