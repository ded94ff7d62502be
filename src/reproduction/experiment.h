#pragma once
/// \file
/// Published experiments, to be run again: each is one file of experiments/, listed in experiments/list.inc.
///
///     const Experiment& experiment = find_experiment("quadratic-deep");
///     const Plan plan = experiment.plan({});
///     descent::compare(plan.problems, plan.contestants, plan.protocol, registry, {.folder = "again"}, observer);
///     for (const Point& point : experiment.points(study::read_study("again").study)) ...

#include <descent/comparison.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reproduction/point.h"
#include "study/study.h"

namespace descent::reproduction {

/// The comparison that is an experiment.
struct Plan {
    std::vector<Problem> problems;
    std::vector<Contestant> contestants = {};
    Protocol protocol = {};
};

/// Every contestant as it is, with `seeds` runs.
Protocol untuned(std::uint64_t seeds);

struct Experiment {
    std::string_view name;      ///< "quadratic-deep"
    std::string_view source;    ///< where the figures were published
    std::string_view settings;  ///< in which settings
    unsigned minutes;           ///< it takes on two cores
    std::string_view package;   ///< of Debian, that brings its data; empty: it needs none
    /// `tables`: folder of scikit-learn's data sets; empty: where its package puts them. Throws InputError when data is
    /// not there.
    Plan (*plan)(const std::string& tables);
    /// The published figures beside those of the finished study.
    std::vector<Point> (*points)(const study::Study& study);
};

/// [any thread] All of them, in the order of the list.
std::span<const Experiment> experiments();

/// [any thread] Throws UsageError that lists the names.
const Experiment& find_experiment(std::string_view name);

#define EXPERIMENT(name) Experiment name();
namespace published_experiments {
#include "reproduction/experiments/list.inc"
}
#undef EXPERIMENT

}  // namespace descent::reproduction
