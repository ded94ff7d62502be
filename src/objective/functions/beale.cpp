#include <array>

#include "objective/functions/function.h"

namespace descent::objective {
namespace {

/// f(x, y) = (1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2, summed over pairs of coordinates: flat
/// plains between steep walls. Minimum 0 at (3, 0.5); start (1, 1). Source: Beale 1958; More, Garbow and Hillstrom
/// 1981, problem 5.
class Beale final : public Function {
public:
    explicit Beale(std::size_t dimensions) : dimensions_(dimensions) {}

    std::size_t dimensions() const override { return dimensions_; }

    std::vector<float> start(std::uint64_t seed) const override {
        return moved_start(std::array<double, 2>{1, 1}, dimensions_, seed);
    }

    double value(std::span<const double> p) const override {
        double sum = 0;
        for (std::size_t i = 0; i + 1 < p.size(); i += 2) {
            const auto [a, b, c] = residuals(p[i], p[i + 1]);
            sum += a * a + b * b + c * c;
        }
        return sum;
    }

    /// With the residuals a, b, c: df/dx = 2 (a (y - 1) + b (y^2 - 1) + c (y^3 - 1)),
    /// df/dy = 2 (a x + 2 b x y + 3 c x y^2); 0 for a last coordinate without a partner
    void gradient(std::span<const double> p, std::uint64_t, std::uint64_t, std::span<double> result) const override {
        if (p.size() % 2 != 0) result.back() = 0;
        for (std::size_t i = 0; i + 1 < p.size(); i += 2) {
            const double x = p[i], y = p[i + 1];
            const auto [a, b, c] = residuals(x, y);
            result[i] = 2 * (a * (y - 1) + b * (y * y - 1) + c * (y * y * y - 1));
            result[i + 1] = 2 * (a * x + 2 * b * x * y + 3 * c * x * y * y);
        }
    }

private:
    static std::array<double, 3> residuals(double x, double y) {
        return {1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y};
    }

    std::size_t dimensions_;
};

}  // namespace

std::unique_ptr<Function> make_beale(std::size_t dimensions) {
    return std::make_unique<Beale>(dimensions == 0 ? 2 : dimensions);
}

}  // namespace descent::objective
