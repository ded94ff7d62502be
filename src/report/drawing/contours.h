#pragma once
/// \file
/// Lines of equal loss on a surface, by marching squares with linear interpolation.

#include <cstddef>
#include <vector>

namespace descent::report {

struct Segment {
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    double level = 0;
};

/// `loss[j][i]` at (x[i], y[j]); squares with a corner that is not finite are left out. Saddles are cut by the mean of
/// their corners.
std::vector<Segment> contour(const std::vector<double>& x, const std::vector<double>& y,
                             const std::vector<std::vector<double>>& loss, double level);

/// Levels at equal shares of the surface's area, so that steep and flat parts both show lines.
std::vector<double> contour_levels(const std::vector<std::vector<double>>& loss, std::size_t count);

}  // namespace descent::report
