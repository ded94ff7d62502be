#include "study/quantile.h"

#include <cmath>
#include <limits>

namespace descent::study {

double quantile(std::span<const double> sorted, double q) {
    if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
    const double h = static_cast<double>(sorted.size() - 1) * q;
    const std::size_t below = static_cast<std::size_t>(h);
    const double weight = h - static_cast<double>(below);
    const double a = sorted[below];
    if (weight == 0) return a;
    const double b = sorted[below + 1];
    if (std::isinf(a)) return a;
    if (std::isinf(b)) return b;
    return a + weight * (b - a);
}

}  // namespace descent::study
