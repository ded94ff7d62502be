#include "reproduction/point.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "report/statistics/f_distribution.h"

namespace descent::reproduction {
namespace {

/// t with P(|T| >= t) = `tail`; T^2 has the F distribution with 1 and `freedom` degrees of freedom.
double student_quantile(double tail, std::uint64_t freedom) {
    double low = 0, high = 1e6;
    for (int i = 0; i < 100; ++i) {
        const double middle = (low + high) / 2;
        (report::f_upper_tail(middle * middle, 1, freedom) > tail ? low : high) = middle;
    }
    return high;
}

Point point_of(const Pair& pair, double tail) {
    Point point{.name = pair.name, .published = pair.published.value, .known_difference = pair.known_difference};
    const double n = static_cast<double>(pair.ours.size());
    for (const double value : pair.ours) point.ours += value / n;
    double squares = 0;
    for (const double value : pair.ours) squares += (value - point.ours) * (value - point.ours);
    const double spread = std::sqrt(squares / (n - 1));
    const double of_means = std::sqrt(1 / n + 1 / static_cast<double>(pair.published.runs));
    const double half = student_quantile(tail, pair.ours.size() - 1) * spread * of_means + pair.published.rounding;
    point.low = point.ours - half;
    point.high = point.ours + half;
    return point;
}

}  // namespace

std::vector<Point> points_of(const std::vector<Pair>& pairs) {
    std::vector<Point> points;
    for (const Pair& pair : pairs) points.push_back(point_of(pair, 0.05 / static_cast<double>(pairs.size())));
    return points;
}

Point count_within(std::string name, std::size_t published, std::size_t ours, std::size_t tolerance) {
    const double count = static_cast<double>(ours), most = static_cast<double>(tolerance);
    return {.name = std::move(name),
            .published = static_cast<double>(published),
            .ours = count,
            .low = count - most,
            .high = count + most};
}

}  // namespace descent::reproduction
