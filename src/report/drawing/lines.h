#pragma once
/// \file
/// Lines of all optimizers over a common axis, as a specification for Vega. The page's script adds what plots share:
/// colours, dashes and shapes of the optimizers, the legend that hides them, the look of axes.

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace descent::report {

struct LinePoint {
    std::string optimizer;
    double x = 0, y = 0;
    std::string tip = {};                          ///< shown beside the pointer
    std::optional<double> lower = {}, upper = {};  ///< of the band
};

struct Axis {
    std::string title;
    bool logarithmic = false;
};

struct LinePlot {
    std::vector<LinePoint> points;
    Axis x, y;
    bool band = false;   ///< from `lower` to `upper`
    bool steps = false;  ///< the value holds until the next point
};

/// Marks, scales and axes may be added to what it returns: the data set is "points", the scales are "x" and "y".
Json line_drawing(const LinePlot& plot);

/// Positive values whose largest is more than 20 times the smallest are easier to read on a logarithmic scale.
bool spread_wide(const std::vector<double>& values);

/// Names the optimizers that a drawing shows, for the legend; without it there is none. Names may repeat.
void set_legend(Json& drawing, const std::vector<std::string>& optimizers);

}  // namespace descent::report
