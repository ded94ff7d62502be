#include <array>

#include "comparison/problems/function.h"

namespace descent::comparison {
namespace {

/// f(x, y) = (1 - x)^2 + 100 (y - x^2)^2: a bent valley that is easy to find and slow to follow.
/// Minimum 0 at (1, 1); classical start (-1.2, 1). Source: Rosenbrock 1960.
class Rosenbrock : public Function {
public:
    std::size_t dimensions() const override { return 2; }

    std::vector<float> start(std::uint64_t seed) const override {
        return moved_start(std::array<double, 2>{-1.2, 1}, seed);
    }

    double value(std::span<const double> p) const override {
        const double a = 1 - p[0], b = p[1] - p[0] * p[0];
        return a * a + 100 * b * b;
    }

    /// df/dx = -2 (1 - x) - 400 x (y - x^2); df/dy = 200 (y - x^2)
    void gradient(std::span<const double> p, std::uint64_t, std::uint64_t, std::span<double> result) const override {
        const double b = p[1] - p[0] * p[0];
        result[0] = -2 * (1 - p[0]) - 400 * p[0] * b;
        result[1] = 200 * b;
    }
};

}  // namespace

std::unique_ptr<Function> make_rosenbrock() { return std::make_unique<Rosenbrock>(); }

}  // namespace descent::comparison
