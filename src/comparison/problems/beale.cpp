#include <array>

#include "comparison/problems/function.h"

namespace descent::comparison {
namespace {

/// f(x, y) = (1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2: flat plains between steep walls.
/// Minimum 0 at (3, 0.5); start (1, 1). Source: Beale 1958; More, Garbow and Hillstrom 1981, problem 5.
class Beale : public Function {
public:
    std::size_t dimensions() const override { return 2; }

    std::vector<float> start(std::uint64_t seed) const override {
        return moved_start(std::array<double, 2>{1, 1}, seed);
    }

    double value(std::span<const double> p) const override {
        const auto [a, b, c] = residuals(p);
        return a * a + b * b + c * c;
    }

    /// With the residuals a, b, c: df/dx = 2 (a (y - 1) + b (y^2 - 1) + c (y^3 - 1)),
    /// df/dy = 2 (a x + 2 b x y + 3 c x y^2)
    void gradient(std::span<const double> p, std::uint64_t, std::uint64_t, std::span<double> result) const override {
        const auto [a, b, c] = residuals(p);
        const double x = p[0], y = p[1];
        result[0] = 2 * (a * (y - 1) + b * (y * y - 1) + c * (y * y * y - 1));
        result[1] = 2 * (a * x + 2 * b * x * y + 3 * c * x * y * y);
    }

private:
    static std::array<double, 3> residuals(std::span<const double> p) {
        const double x = p[0], y = p[1];
        return {1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y};
    }
};

}  // namespace

std::unique_ptr<Function> make_beale() { return std::make_unique<Beale>(); }

}  // namespace descent::comparison
