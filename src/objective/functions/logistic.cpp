#include <descent/value.h>

#include "base/normal.h"
#include "objective/functions/function.h"

namespace descent::objective {
namespace {

/// f(w) = 1/64 sum_p ln(1 + e^(z_p)) - y_p z_p, z_p = sum_i w_i x_pi: logistic regression on 64 patterns drawn from
/// N(0, 1) that no plane separates. Convex and smooth; start 0, moved by the seed.
class Logistic final : public Function {
public:
    explicit Logistic(std::size_t dimensions) : dimensions_(dimensions) {
        RandomStream uniform(2, "patterns of a function");
        NormalStream normal(uniform);
        for (std::size_t p = 0; p < patterns; ++p) {
            double z = 0;
            for (std::size_t i = 0; i < dimensions; ++i) {
                inputs_.push_back(normal.next());
                z += inputs_.back() * (i % 2 == 0 ? 1.0 : -0.5);
            }
            classes_.push_back(z + 2 * normal.next() > 0 ? 1 : 0);
        }
    }

    std::size_t dimensions() const override { return dimensions_; }

    std::vector<float> start(std::uint64_t seed) const override {
        constexpr double origin = 0;
        return moved_start({&origin, 1}, dimensions_, seed);
    }

    double value(std::span<const double> w) const override {
        double sum = 0;
        for (std::size_t p = 0; p < patterns; ++p) {
            const double z = weighted_sum(w, p);
            sum += descent::softplus(z) - classes_[p] * z;
        }
        return sum / patterns;
    }

    /// df/dw_i = 1/64 sum_p (sigma(z_p) - y_p) x_pi
    void gradient(std::span<const double> w, std::uint64_t, std::uint64_t, std::span<double> result) const override {
        std::fill(result.begin(), result.end(), 0.0);
        for (std::size_t p = 0; p < patterns; ++p) {
            const double delta = (descent::sigmoid(weighted_sum(w, p)) - classes_[p]) / patterns;
            for (std::size_t i = 0; i < w.size(); ++i) result[i] += delta * inputs_[p * dimensions_ + i];
        }
    }

    /// By plain descent, with steps below 2 over the largest curvature.
    double minimum() const override {
        std::vector<double> w(dimensions_, 0.0), g(dimensions_);
        for (int t = 0; t < 2000; ++t) {
            gradient(w, 0, 0, g);
            for (std::size_t i = 0; i < w.size(); ++i) w[i] -= 2 * g[i];
        }
        return value(w);
    }

private:
    static constexpr std::size_t patterns = 64;

    double weighted_sum(std::span<const double> w, std::size_t p) const {
        double z = 0;
        for (std::size_t i = 0; i < w.size(); ++i) z += w[i] * inputs_[p * dimensions_ + i];
        return z;
    }

    std::size_t dimensions_;
    std::vector<double> inputs_;  // [patterns][dimensions]
    std::vector<double> classes_;
};

}  // namespace

std::unique_ptr<Function> make_logistic(std::size_t dimensions) {
    return std::make_unique<Logistic>(dimensions == 0 ? 10 : dimensions);
}

}  // namespace descent::objective
