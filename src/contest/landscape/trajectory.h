#pragma once
/// \file
/// The paths of optimizers over the real loss surface, in two dimensions.
///
/// A problem of two parameters is shown as it is. Any other is projected on the two main directions of all points of
/// all paths (principal components, as in Li et al. 2018, "Visualizing the Loss Landscape of Neural Nets", 7): the
/// surface is the loss at `mean + a u + b v`, so a path's point lies above or below it by what the projection leaves
/// out; the share of the paths' variance that it keeps is given, and so is the real loss at every point.

#include <functional>

#include "contest/problem_kind.h"
#include "study/trajectory.h"

namespace descent::contest {

/// Points kept of each path, at most: evenly spaced steps, the first and the last among them.
constexpr std::size_t points_per_path = 32;
/// Points of the surface along each axis.
constexpr std::size_t surface_points = 41;
/// Training patterns that the surface's loss is the mean over, at most: the first ones, without those held out.
constexpr std::size_t surface_patterns = 1000;
/// Bytes that all paths may take; longer paths keep fewer points.
constexpr std::size_t path_bytes = std::size_t{1} << 28;

/// Runs the trials again and makes the record for trajectories.jsonl; nothing when there is no trial or a stop was
/// asked for. Same trials, same record, for any number of threads.
std::optional<study::Trajectory> trajectory(const ProblemKind& kind, const std::vector<Trial>& trials,
                                            const Registry& registry, std::size_t threads,
                                            const std::function<bool()>& stop_requested);

}  // namespace descent::contest
