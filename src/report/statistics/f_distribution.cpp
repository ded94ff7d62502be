#include "report/statistics/f_distribution.h"

#include <cmath>
#include <numbers>

namespace descent::report {
namespace {

/// x^(n / 2) y^(m / 2) / B(n / 2, m / 2). Factors are taken in turns, so that none of them leaves the range of numbers.
double prefactor(double x, std::uint64_t n, double y, std::uint64_t m) {
    // B(1/2, 1/2) = pi, B(1/2, 1) = 2, B(1, 1) = 1; B(a + 1, b) = B(a, b) a / (a + b)
    const std::uint64_t n0 = n % 2 == 0 ? 2 : 1, m0 = m % 2 == 0 ? 2 : 1;
    double value = n0 + m0 == 2 ? 1 / std::numbers::pi : n0 + m0 == 3 ? 0.5 : 1.0;
    value *= (n0 == 2 ? x : std::sqrt(x)) * (m0 == 2 ? y : std::sqrt(y));
    std::uint64_t i = n0, j = m0;
    while (i < n || j < m) {
        const bool first = j >= m || (i < n && i * m <= j * n);
        std::uint64_t& one = first ? i : j;
        value *= (first ? x : y) * static_cast<double>(i + j) / static_cast<double>(one);
        one += 2;
    }
    return value;
}

/// The continued fraction of I_x(a, b), by the modified method of Lentz (1976). Converges fast for x below
/// (a + 1) / (a + b + 2).
double continued_fraction(double x, double a, double b) {
    constexpr double tiny = 1e-300, precision = 1e-16;
    constexpr int most_terms = 10000;
    const auto kept = [](double value) { return std::fabs(value) < tiny ? tiny : value; };
    double c = 1, d = 1 / kept(1 - (a + b) * x / (a + 1)), result = d;
    for (int i = 1; i < most_terms; ++i) {
        const double m = i;
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / kept(1 + even * d);
        c = kept(1 + even / c);
        result *= c * d;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / kept(1 + odd * d);
        c = kept(1 + odd / c);
        result *= c * d;
        if (std::fabs(c * d - 1) < precision) break;
    }
    return result;
}

}  // namespace

double f_upper_tail(double f, std::uint64_t numerator, std::uint64_t denominator) {
    if (!(f > 0)) return 1;
    const double m = static_cast<double>(numerator), n = static_cast<double>(denominator);
    if (std::isinf(f)) return 0;
    const double x = n / (n + m * f), y = m * f / (n + m * f), a = n / 2, b = m / 2;
    const double scale = prefactor(x, denominator, y, numerator);
    if (x < (a + 1) / (a + b + 2)) return scale * continued_fraction(x, a, b) / a;
    return 1 - scale * continued_fraction(y, b, a) / b;
}

}  // namespace descent::report
