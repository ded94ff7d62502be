#pragma once
/// \file
/// A line of trajectories.jsonl: the paths of optimizers over a problem's loss surface, in two dimensions.

#include <descent/study.h>

#include <array>

#include "base/json.h"

namespace descent::study {

/// `loss[j][i]` at (x[i], y[j]); both axes evenly spaced, with two points at least.
struct Surface {
    std::vector<double> x, y;
    std::vector<std::vector<double>> loss;
};

/// One optimizer's run: its points in the plane, and the real loss at each.
struct Path {
    std::string optimizer;
    std::string settings;
    std::uint64_t seed = 0;
    std::vector<std::uint64_t> step;
    std::vector<double> x, y, loss;
};

struct Trajectory {
    std::string problem;
    bool exact = false;              ///< the axes are the two parameters themselves, else principal directions
    std::array<double, 2> shares{};  ///< of the paths' variance along each axis, when these are principal directions
    std::uint64_t patterns = 0;      ///< that the surface's loss is the mean over; 0: a function's value
    Surface surface;
    std::vector<Path> paths;
};

Json to_json(const Trajectory& trajectory);

/// Throws InputError when a member is absent or of the wrong kind, or lists differ in length.
Trajectory read_trajectory(const JsonReader& line);

}  // namespace descent::study
