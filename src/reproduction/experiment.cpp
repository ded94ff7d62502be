#include "reproduction/experiment.h"

#include <algorithm>

#include "base/names.h"

namespace descent::reproduction {

std::span<const Experiment> experiments() {
    static const Experiment list[] = {
#define EXPERIMENT(name) published_experiments::name(),
#include "reproduction/experiments/list.inc"
#undef EXPERIMENT
    };
    return list;
}

Protocol untuned(std::uint64_t seeds) { return {.tuning = Tuning::none, .seeds = seeds, .trajectories = false}; }

const Experiment& find_experiment(std::string_view name) {
    const auto found = std::ranges::find(experiments(), name, &Experiment::name);
    if (found != experiments().end()) return *found;
    std::vector<std::string> names;
    for (const Experiment& one : experiments()) names.emplace_back(one.name);
    throw_unknown(name, names, "experiment");
}

}  // namespace descent::reproduction
