#include "report/drawing/contours.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "study/quantile.h"

namespace descent::report {
namespace {

struct Corner {
    double x, y, value;
};

struct Crossing {
    double x, y;
};

/// Where the edge from a to b has the level.
Crossing crossing(const Corner& a, const Corner& b, double level) {
    const double share = (level - a.value) / (b.value - a.value);
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

/// The lines through one square, whose corners go round.
void cut(const std::array<Corner, 4>& corners, double level, std::vector<Segment>& segments) {
    std::vector<Crossing> crossings;
    for (std::size_t k = 0; k < 4; ++k) {
        const Corner &a = corners[k], &b = corners[(k + 1) % 4];
        if ((a.value < level) != (b.value < level)) crossings.push_back(crossing(a, b, level));
    }
    const auto add = [&](std::size_t i, std::size_t j) {
        segments.push_back({crossings[i].x, crossings[i].y, crossings[j].x, crossings[j].y, level});
    };
    if (crossings.size() == 2) add(0, 1);
    if (crossings.size() != 4) return;
    // A saddle: the middle is on the side of the corner 0 or on the other one.
    const double middle = (corners[0].value + corners[1].value + corners[2].value + corners[3].value) / 4;
    const bool joins_corner_0 = (middle < level) == (corners[0].value < level);
    joins_corner_0 ? (add(0, 1), add(2, 3)) : (add(3, 0), add(1, 2));
}

}  // namespace

std::vector<Segment> contour(const std::vector<double>& x, const std::vector<double>& y,
                             const std::vector<std::vector<double>>& loss, double level) {
    std::vector<Segment> segments;
    for (std::size_t j = 0; j + 1 < y.size(); ++j) {
        for (std::size_t i = 0; i + 1 < x.size(); ++i) {
            const std::array<Corner, 4> corners = {Corner{x[i], y[j], loss[j][i]},
                                                   {x[i + 1], y[j], loss[j][i + 1]},
                                                   {x[i + 1], y[j + 1], loss[j + 1][i + 1]},
                                                   {x[i], y[j + 1], loss[j + 1][i]}};
            const auto finite = [](const Corner& corner) { return std::isfinite(corner.value); };
            if (std::ranges::all_of(corners, finite)) cut(corners, level, segments);
        }
    }
    return segments;
}

std::vector<double> contour_levels(const std::vector<std::vector<double>>& loss, std::size_t count) {
    std::vector<double> values;
    for (const auto& row : loss)
        std::ranges::copy_if(row, std::back_inserter(values), [](double v) { return std::isfinite(v); });
    std::ranges::sort(values);
    std::vector<double> levels;
    for (std::size_t k = 0; k < count && !values.empty(); ++k) {
        levels.push_back(study::quantile(values, (static_cast<double>(k) + 0.5) / static_cast<double>(count)));
    }
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    return levels;
}

}  // namespace descent::report
