#include "objective/functions/parabola.h"

#include <descent/value.h>

#include <algorithm>

namespace descent::objective {
namespace {

/// f(x) = sum_i c_i/2 (x_i - b_i)^2, with c_i from 1 to the condition number, evenly on a log scale, and b = 1, -1, ...
/// Minimum 0 at b; start 0, moved by the seed. Gradient descent needs steps in proportion to the condition number.
class Parabola final : public Function {
public:
    Parabola(std::size_t dimensions, double condition) {
        const double intervals = std::max(1.0, static_cast<double>(dimensions) - 1);
        const double ratio = descent::exp(descent::log(condition) / intervals);
        double curvature = 1;
        for (std::size_t i = 0; i < dimensions; ++i, curvature *= ratio) curvature_.push_back(curvature);
    }

    std::size_t dimensions() const override { return curvature_.size(); }

    std::vector<float> start(std::uint64_t seed) const override {
        constexpr double origin = 0;
        return moved_start({&origin, 1}, dimensions(), seed);
    }

    double value(std::span<const double> x) const override {
        double sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i) sum += 0.5 * curvature_[i] * (x[i] - bottom(i)) * (x[i] - bottom(i));
        return sum;
    }

    /// df/dx_i = c_i (x_i - b_i)
    void gradient(std::span<const double> x, std::uint64_t, std::uint64_t, std::span<double> result) const override {
        for (std::size_t i = 0; i < x.size(); ++i) result[i] = curvature_[i] * (x[i] - bottom(i));
    }

private:
    static double bottom(std::size_t i) { return i % 2 == 0 ? 1.0 : -1.0; }

    std::vector<double> curvature_;
};

}  // namespace

std::unique_ptr<Function> make_parabola(std::size_t dimensions, double condition) {
    return std::make_unique<Parabola>(dimensions, condition);
}

std::unique_ptr<Function> make_parabola(std::size_t dimensions) {
    constexpr double condition = 100;
    return make_parabola(dimensions == 0 ? 10 : dimensions, condition);
}

}  // namespace descent::objective
