#include "contest/landscape/trajectory.h"

#include <algorithm>
#include <cmath>

#include "contest/landscape/projection.h"
#include "contest/run_trial.h"
#include "contest/trial_threads.h"
#include "parallel/team.h"

namespace descent::contest {
namespace {

struct Path {
    std::vector<std::uint64_t> steps;
    std::vector<Point> points;
};

/// Keeps every k-th point, the first and the last, such that all paths stay within their share of `path_bytes`.
class PathKeeper {
public:
    PathKeeper(Path& path, std::size_t paths) : path_(path), paths_(paths) {}

    void operator()(std::uint64_t step, std::uint64_t steps, std::span<const float> point) {
        if (step == 0) {
            const std::size_t affordable = path_bytes / (paths_ * point.size_bytes());
            const std::size_t intervals = std::clamp<std::size_t>(affordable, 2, points_per_path) - 1;
            every_ = std::max<std::uint64_t>(1, (steps + intervals - 1) / intervals);
        }
        if (step % every_ != 0 && step != steps) return;
        path_.steps.push_back(step);
        path_.points.emplace_back(point.begin(), point.end());
    }

private:
    Path& path_;
    std::size_t paths_;
    std::uint64_t every_ = 1;
};

std::vector<Path> run_paths(const ProblemKind& kind, const std::vector<Trial>& trials, const Registry& registry,
                            std::size_t threads, const std::function<bool()>& stop_requested) {
    std::vector<Path> paths(trials.size());
    const auto run = [&](const Trial& trial, const Threads& each) {
        Path& path = paths[static_cast<std::size_t>(std::ranges::find(trials, trial) - trials.begin())];
        const TrialHooks hooks{
            .stop_requested = stop_requested, .epoch_done = {}, .path = PathKeeper(path, trials.size())};
        return run_trial(kind, trial, registry, each, hooks);
    };
    run_trials(
        trials, threads, run, [](const TrialResult&) {}, stop_requested);
    return paths;
}

/// Evenly spaced from a little below the smallest to a little above the largest.
std::vector<double> axis_of(const std::vector<double>& coordinates, std::size_t points) {
    const auto [lowest, highest] = std::ranges::minmax(coordinates);
    const double margin = highest > lowest ? 0.15 * (highest - lowest) : 1.0;
    std::vector<double> axis(points);
    for (std::size_t i = 0; i < points; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(points - 1);
        axis[i] = (lowest - margin) + share * (highest - lowest + 2 * margin);
    }
    return axis;
}

/// One surface a worker, since each holds buffers of its own.
std::vector<std::unique_ptr<Surface>> surfaces(const ProblemKind& kind, const Trial& trial, std::size_t count) {
    std::vector<std::unique_ptr<Surface>> result;
    for (std::size_t i = 0; i < count; ++i) result.push_back(kind.surface(trial.seed));
    return result;
}

study::Surface surface_over(const Plane& plane, const std::vector<double>& x, const std::vector<double>& y,
                            const std::vector<std::unique_ptr<Surface>>& each) {
    std::vector<std::vector<double>> loss(y.size(), std::vector<double>(x.size()));
    parallel::Team team(each.size());
    team.for_each(y.size(), [&](std::size_t j, std::size_t worker) {
        for (std::size_t i = 0; i < x.size(); ++i) {
            Point point = plane.at(x[i], y[j]);
            loss[j][i] = each[worker]->at(point);
        }
    });
    return {x, y, std::move(loss)};
}

std::vector<study::Path> paths_of(const std::vector<Trial>& trials, const std::vector<Path>& paths,
                                  const Projected& projected, Surface& surface) {
    std::vector<study::Path> result;
    std::size_t place = 0;
    for (std::size_t t = 0; t < paths.size(); ++t) {
        study::Path path{.optimizer = trials[t].optimizer,
                         .settings = study::to_string(trials[t].settings),
                         .seed = trials[t].seed,
                         .step = paths[t].steps,
                         .x = {},
                         .y = {},
                         .loss = {}};
        for (const Point& point : paths[t].points) {
            path.x.push_back(projected.a[place]);
            path.y.push_back(projected.b[place]);
            path.loss.push_back(surface.at(point));
            ++place;
        }
        result.push_back(std::move(path));
    }
    return result;
}

}  // namespace

std::optional<study::Trajectory> trajectory(const ProblemKind& kind, const std::vector<Trial>& trials,
                                            const Registry& registry, std::size_t threads,
                                            const std::function<bool()>& stop_requested) {
    const std::vector<Path> paths = run_paths(kind, trials, registry, threads, stop_requested);
    std::vector<Point> points;
    for (const Path& path : paths) {
        points.insert(points.end(), path.points.begin(), path.points.end());
    }
    if (points.empty() || stop_requested()) return std::nullopt;

    const Projected projected = project(points, threads);
    const auto each = surfaces(kind, trials.front(), threads);
    const bool exact = points.front().size() == 2;
    return study::Trajectory{.problem = kind.problem().name,
                             .exact = exact,
                             .shares = {projected.plane.u_share, projected.plane.v_share},
                             .patterns = each.front()->patterns(),
                             .surface = surface_over(projected.plane, axis_of(projected.a, surface_points),
                                                     axis_of(projected.b, surface_points), each),
                             .paths = paths_of(trials, paths, projected, *each.front())};
}

}  // namespace descent::contest
