#include "model/figures/roc.h"

#include <descent/evaluation.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace descent::model {

void RocCurve::add(float score, bool positive, float weight) {
    ordered_ = ordered_ && !std::isnan(score);
    (positive ? positives_ : negatives_).push_back({score, weight});
}

/// By weight among equals, so that no sum depends on the order of the patterns.
std::vector<RocCurve::Point> RocCurve::ascending(std::vector<Point> points) {
    std::ranges::sort(points, {}, [](const Point& point) { return std::tuple(point.score, point.weight); });
    return points;
}

double RocCurve::area() const {
    if (!ordered_) return undefined_figure;
    const std::vector<Point> negatives = ascending(negatives_);
    double below = 0, total = 0, area = 0;  // weights of smaller negatives, of positives; pairs in order
    std::size_t next = 0;
    const auto skip = [&](auto stands) {
        double weight = 0;
        for (; next < negatives.size() && stands(negatives[next].score); ++next) {
            weight += static_cast<double>(negatives[next].weight);
        }
        return weight;
    };
    const std::vector<Point> positives = ascending(positives_);
    for (std::size_t p = 0; p < positives.size();) {
        const float score = positives[p].score;
        double weight = 0;
        for (; p < positives.size() && positives[p].score == score; ++p) {
            weight += static_cast<double>(positives[p].weight);
        }
        below += skip([&](float other) { return other < score; });
        const double equal = skip([&](float other) { return other == score; });
        area += weight * (below + equal / 2);
        total += weight;
        below += equal;
    }
    const double pairs = total * (below + skip([](float) { return true; }));
    return pairs > 0 ? area / pairs : undefined_figure;
}

}  // namespace descent::model
