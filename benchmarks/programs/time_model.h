#pragma once
/// \file
/// A step's time from its work, the bytes it moves and its fork-joins.
///
///     T(p) = serial + flops / (speed * useful(p)) + memory bytes / bandwidth(p) + fork-joins * F(p) + join levels
///
/// Assumptions, all of them printed by scaling_model:
/// - cores are alike and keep their clock; the speed of one core on a workload is the one measured here, so caches are
///   as good as here;
/// - work is cut into the tasks that the engine makes; p cores need ceil(tasks / p) rounds of them;
/// - a node has `node_cores` cores; `saturating_cores` of them use up its bandwidth; nodes add up;
/// - waking and joining p threads costs F(p) = F(2) log2 p: threads wake each other as a tree;
/// - what is measured on two cores and not explained by the terms above is serial.

#include <cstddef>
#include <string>

#include "support/workloads.h"

namespace descent::bench {

/// What was measured on the machine at hand.
struct Measured {
    double seconds_on_one = 0, seconds_on_two = 0;  ///< a step
    double fork_join = 0;                           ///< seconds, two threads
    double bandwidth = 0;                           ///< bytes/s of one core from memory
};

struct Hardware {
    double node_cores = 32;
    double saturating_cores = 8;
};

/// How a step is cut, by the shape of its workload alone.
struct Plan {
    double flops = 0;               ///< of a step
    double memory_bytes = 0;        ///< that cannot come from a core's caches
    bool shares = true;             ///< does the engine use more than one thread?
    double tasks[2] = {};           ///< along the patterns (forward, deltas), along the weights (gradient, update)
    double shares_of_work[2] = {};  ///< add up to 1
    double fork_joins = 0;
    double tree_bytes = 0;  ///< of gradients added at each level of the tree of pieces
    double tree_levels = 0;
};

Plan plan_of(const Workload& workload, bool adam);

class TimeModel {
public:
    TimeModel(const Plan& plan, const Measured& measured, const Hardware& hardware);

    /// Seconds of a step on that many cores; as on one where sharing would cost more.
    double seconds(double cores) const;
    /// What takes most of the time at that number of cores.
    std::string limit(double cores) const;

private:
    double shared(double cores) const;
    double work(double cores) const;
    double memory(double cores) const;
    double overhead(double cores) const;

    Plan plan_;
    Measured measured_;
    Hardware hardware_;
    double on_one_;
    double serial_ = 0;
};

}  // namespace descent::bench
