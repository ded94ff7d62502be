#include <array>

#include "objective/functions/function.h"

namespace descent::objective {
namespace {

/// f(x, y) = (1 - x)^2 + 100 (y - x^2)^2, summed over pairs of coordinates: a bent valley that is easy to find and slow
/// to follow. Minimum 0 at (1, 1); classical start (-1.2, 1). Source: Rosenbrock 1960.
class Rosenbrock final : public Function {
public:
    explicit Rosenbrock(std::size_t dimensions) : dimensions_(dimensions) {}

    std::size_t dimensions() const override { return dimensions_; }

    std::vector<float> start(std::uint64_t seed) const override {
        return moved_start(std::array<double, 2>{-1.2, 1}, dimensions_, seed);
    }

    double value(std::span<const double> p) const override {
        double sum = 0;
        for (std::size_t i = 0; i + 1 < p.size(); i += 2) {
            const double a = 1 - p[i], b = p[i + 1] - p[i] * p[i];
            sum += a * a + 100 * b * b;
        }
        return sum;
    }

    /// df/dx = -2 (1 - x) - 400 x (y - x^2); df/dy = 200 (y - x^2); 0 for a last coordinate without a partner
    void gradient(std::span<const double> p, std::uint64_t, std::uint64_t, std::span<double> result) const override {
        if (p.size() % 2 != 0) result.back() = 0;
        for (std::size_t i = 0; i + 1 < p.size(); i += 2) {
            const double b = p[i + 1] - p[i] * p[i];
            result[i] = -2 * (1 - p[i]) - 400 * p[i] * b;
            result[i + 1] = 200 * b;
        }
    }

private:
    std::size_t dimensions_;
};

}  // namespace

std::unique_ptr<Function> make_rosenbrock(std::size_t dimensions) {
    return std::make_unique<Rosenbrock>(dimensions == 0 ? 2 : dimensions);
}

}  // namespace descent::objective
