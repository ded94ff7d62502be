#include <cmath>

#include "base/normal.h"
#include "objective/functions/function.h"

namespace descent::objective {
namespace {

/// f(x) = 1/2 sum_i h_i x_i^2 with h_i = 1/i, whose gradient is seen with noise of covariance diag(h) / 100: the model
/// of the last part of training, where noise decides. Start N(0, 1) in every coordinate; minimum 0 at 0.
/// Source: Zhang et al. 2019, "Which Algorithmic Choices Matter at Which Batch Sizes?" (noisy quadratic model).
class NoisyQuadratic final : public Function {
public:
    static constexpr double noise_deviation = 0.1;  // of coordinate 1: sqrt(1 / 100)

    explicit NoisyQuadratic(std::size_t dimensions) : dimensions_(dimensions) {}

    std::size_t dimensions() const override { return dimensions_; }

    std::vector<float> start(std::uint64_t seed) const override {
        RandomStream uniform(seed, "start of a function");
        NormalStream normal(uniform);
        std::vector<float> start(dimensions_);
        for (float& x : start) x = static_cast<float>(normal.next());
        return start;
    }

    double value(std::span<const double> x) const override {
        double sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i) sum += curvature(i) * x[i] * x[i];
        return sum / 2;
    }

    /// df/dx_i = h_i x_i + sqrt(h_i) / 10 n_i, n_i from N(0, 1), the same for every optimizer at this seed and step
    void gradient(std::span<const double> x, std::uint64_t seed, std::uint64_t step,
                  std::span<double> result) const override {
        RandomStream uniform(seed, "noise of a function", step);
        NormalStream normal(uniform);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double h = curvature(i);
            result[i] = h * x[i] + std::sqrt(h) * noise_deviation * normal.next();
        }
    }

private:
    static double curvature(std::size_t i) { return 1.0 / static_cast<double>(i + 1); }

    std::size_t dimensions_;
};

}  // namespace

std::unique_ptr<Function> make_noisy_quadratic(std::size_t dimensions) {
    return std::make_unique<NoisyQuadratic>(dimensions == 0 ? 100 : dimensions);
}

}  // namespace descent::objective
