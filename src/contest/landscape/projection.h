#pragma once
/// \file
/// The plane that holds most of some points: mean, two orthonormal directions, and each point's coordinates.

#include <cstddef>
#include <vector>

namespace descent::contest {

using Point = std::vector<float>;

struct Plane {
    std::vector<double> mean, u, v;   ///< in the space of the points
    double u_share = 0, v_share = 0;  ///< of the points' variance along each direction

    /// mean + a u + b v
    Point at(double a, double b) const;
};

struct Projected {
    Plane plane;
    std::vector<double> a, b;  ///< of each point
};

/// Principal components by power iteration on the points' Gram matrix, in double, with exact operations and in a fixed
/// order. Each direction points to where the last point lies. Points of two dimensions keep their own axes: mean 0,
/// u = (1, 0), v = (0, 1). `points` is not empty, all of one length.
Projected project(const std::vector<Point>& points, std::size_t threads);

}  // namespace descent::contest
