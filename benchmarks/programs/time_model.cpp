#include "programs/time_model.h"

#include <algorithm>
#include <cmath>

#include "network/layout.h"
#include "parallel/pieces.h"

namespace descent::bench {

namespace {

// As in src/engine: what decides how a step is cut.
constexpr double cached_gradient_floats = 256 << 10;
constexpr double patterns_of_a_task = 16, rows_of_a_task = 16;
constexpr double flops_worth_sharing = 2e6;
constexpr double cache_bytes = 4e6;  // of a core, with its part of the last level

double ceil_ratio(double a, double b) { return std::ceil(a / b); }

}  // namespace

Plan plan_of(const Workload& workload, bool adam) {
    const network::Layout layout = network::make_layout(workload.network);
    const auto batch = static_cast<double>(workload.batch);
    const auto floats = static_cast<double>(layout.size);
    const double pieces = static_cast<double>(parallel::piece_count(workload.batch));
    Plan plan;
    plan.flops = workload.flops_per_pattern() * batch;
    const double input_bytes = batch * static_cast<double>(workload.network.inputs) * (workload.bytes ? 1 : 4);
    // gd reads and writes weights; adam its two moments as well; forward and deltas read the weights again
    const double weight_bytes = floats * 4 * (adam ? 6 : 2) + floats * 4 * 2;
    plan.memory_bytes = input_bytes + (floats * 4 * (adam ? 3 : 1) > cache_bytes ? weight_bytes : 0);
    // every weight: one multiply-add forward and one for the gradient; those above the first layer one for the delta
    const double gradient_flops = 2 * batch * static_cast<double>(layout.parameters);
    plan.shares_of_work[1] = std::min(0.5, gradient_flops / plan.flops);
    plan.shares_of_work[0] = 1 - plan.shares_of_work[1];
    if (pieces > 1 && floats <= cached_gradient_floats) {
        plan.tasks[0] = plan.tasks[1] = pieces;
        plan.fork_joins = 1;
        plan.tree_levels = std::log2(pieces);
        plan.tree_bytes = floats * 12;
    } else {
        plan.tasks[0] = ceil_ratio(batch, patterns_of_a_task);
        for (const network::Tensor& tensor : layout.tensors) {
            if (tensor.kind == network::TensorKind::weight) {
                plan.tasks[1] += ceil_ratio(static_cast<double>(tensor.rows), rows_of_a_task);
            }
        }
        plan.fork_joins = 2;
        plan.shares = plan.flops >= flops_worth_sharing;
    }
    return plan;
}

TimeModel::TimeModel(const Plan& plan, const Measured& measured, const Hardware& hardware)
    : plan_(plan), measured_(measured), hardware_(hardware), on_one_(measured.seconds_on_one) {
    serial_ = std::clamp(measured.seconds_on_two - shared(2), 0.0, on_one_ / 2);
}

double TimeModel::seconds(double cores) const { return plan_.shares ? std::min(on_one_, shared(cores)) : on_one_; }

/// The part of one core's time that is neither memory's nor the tree's, cut into tasks.
double TimeModel::work(double cores) const {
    const double tree = plan_.tree_levels == 0 ? 0 : (std::exp2(plan_.tree_levels) - 1) * plan_.tree_bytes / 5e10;
    const double time = std::max(0.3 * on_one_, on_one_ - memory(1) - tree);
    double sum = 0;
    for (int i = 0; i < 2; ++i) {
        sum += time * plan_.shares_of_work[i] * ceil_ratio(plan_.tasks[i], cores) / plan_.tasks[i];
    }
    return sum;
}

double TimeModel::memory(double cores) const {
    const double nodes = std::ceil(cores / hardware_.node_cores);
    const double helping = std::min(cores, hardware_.saturating_cores * nodes);
    return plan_.memory_bytes / (measured_.bandwidth * helping);
}

double TimeModel::overhead(double cores) const {
    const double levels = std::log2(cores);
    const double tree = std::min(levels, plan_.tree_levels) * plan_.tree_bytes / measured_.bandwidth;
    return plan_.fork_joins * measured_.fork_join * levels + tree;
}

double TimeModel::shared(double cores) const { return serial_ + work(cores) + memory(cores) + overhead(cores); }

std::string TimeModel::limit(double cores) const {
    if (!plan_.shares || shared(cores) >= on_one_) return "too small: one core is faster";
    const double tasks = std::min(plan_.tasks[0], plan_.tasks[1]);
    const double parts[] = {work(cores), memory(cores), overhead(cores), serial_};
    switch (std::max_element(parts, parts + 4) - parts) {
        case 0:
            return tasks < cores ? "cores without a task (" + std::to_string(static_cast<int>(tasks)) + " tasks)"
                                 : "arithmetic";
        case 1: return "memory's bandwidth";
        case 2: return plan_.tree_levels > 0 ? "fork-joins and adding pieces" : "fork-joins";
        default: return "serial rest seen on two cores";
    }
}

}  // namespace descent::bench
