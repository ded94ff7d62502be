#pragma once
/// \file
/// The cosine over half a turn, with exact operations only: the same bits on every machine.

namespace descent::training {

/// cos(pi t) for t in [0, 1], within 1e-15. Only + - * / are used, since the standard library's cosine differs
/// between machines. [any thread]
///
/// Taylor's series around 0 on [0, 1/4]; the rest by cos(pi t) = sin(pi (1/2 - t)) = -cos(pi (1 - t)), where both
/// differences are exact. The first term left out is below (pi/4)^18 / 18! = 3e-18.
inline double cosine_of_half_turn(double t) {
    constexpr double pi = 3.14159265358979323846;
    if (t > 0.5) return -cosine_of_half_turn(1.0 - t);
    const double x = pi * (t <= 0.25 ? t : 0.5 - t);
    const double first = t <= 0.25 ? 0.0 : 1.0;  // cos: 1 - x^2/(1*2) + ...; sin: x (1 - x^2/(2*3) + ...)
    double sum = 1.0;
    for (double n = 16.0 + first; n > 1.5; n -= 2.0) sum = 1.0 - sum * (x * x) / (n * (n - 1.0));
    return t <= 0.25 ? sum : sum * x;
}

}  // namespace descent::training
