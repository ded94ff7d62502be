#include "programs/time_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace descent::bench {

TimeModel::TimeModel(Plan plan, double seconds_on_one, std::size_t cores, const Measured& measured,
                     const Hardware& hardware)
    : plan_(std::move(plan)), on_one_(seconds_on_one), cores_(cores) {
    const auto p = static_cast<double>(cores);
    memory_bytes_ = plan_.input_bytes + (plan_.array_bytes > measured.last_cache ? plan_.weight_bytes : 0);
    memory_ = memory(p, measured, hardware);
    const double tree = (std::exp2(plan_.tree_levels) - 1) * plan_.tree_bytes / 5e10;
    const double time = std::max(0.3 * on_one_, on_one_ - memory(1, measured, hardware) - tree);
    double forks = 0;
    for (const Phase& phase : plan_.phases) {
        const double work = time * phase.flops / plan_.flops * phase.busiest * measured.clock;
        const double lines = std::min(phase.fetched, (p - 1) * measured.second_cache) / 64 * measured.line;
        (work >= lines ? work_ : lines_) += std::max(work, lines);
        forks += phase.forks() ? 1 : 0;
    }
    const double levels = std::log2(p);
    forks_ = forks * measured.fork_join * levels +
             (tree / p + std::min(levels, plan_.tree_levels) * plan_.tree_bytes / measured.bandwidth[0]);
}

double TimeModel::seconds() const { return plan_.shares ? std::min(on_one_, shared()) : on_one_; }

double TimeModel::memory(double cores, const Measured& measured, const Hardware& hardware) const {
    if (cores == 1) return memory_bytes_ / measured.bandwidth[0];
    const double helping = std::min(cores, hardware.saturating_cores * std::ceil(cores / hardware.node_cores));
    return memory_bytes_ / (measured.bandwidth[1] / 2 * helping);
}

std::string TimeModel::limit() const {
    if (!plan_.shares || shared() >= on_one_) return "too small: one core is faster";
    std::size_t tasks = std::numeric_limits<std::size_t>::max();
    for (const Phase& phase : plan_.phases) {
        if (phase.flops > 0.1 * plan_.flops) tasks = std::min(tasks, phase.tasks);
    }
    const double parts[] = {work_, memory_, forks_, lines_};
    switch (std::max_element(parts, parts + 4) - parts) {
        case 0: return tasks < cores_ ? "cores without a task (" + std::to_string(tasks) + " tasks)" : "arithmetic";
        case 1: return "memory's bandwidth";
        case 2: return plan_.tree_levels > 0 ? "fork-joins and adding pieces" : "fork-joins";
        default: return "lines from other cores";
    }
}

}  // namespace descent::bench
