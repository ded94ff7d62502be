#pragma once
/// \file
/// A step's time on several cores, from its time on one and from what was measured of the machine.
///
///     T(p) = sum over the phases of max(time on one * busiest core's part * clock(p), lines from other cores * L)
///          + bytes from memory / bandwidth(p) + forks * F(p) + joins of pieces
///
/// Assumptions, all of them printed by scaling_model:
/// - cores are alike; the speed of one core on a workload is the one measured here, so caches are as good as here;
/// - a phase's part of the time on one core is its part of the operations;
/// - a line that another core has written, and whose second cache still holds it, takes L longer than one of the own,
///   and comes while a core computes: a phase takes as long as the longer of the two;
/// - a node has `node_cores` cores; `saturating_cores` of them use up its bandwidth; nodes add up;
/// - waking and joining p threads costs F(p) = F(2) log2 p: threads wake each other as a tree.

#include <string>

#include "programs/step_plan.h"

namespace descent::bench {

/// What was measured of the machine at hand. Seconds and bytes.
struct Measured {
    double fork_join = 0;           ///< of two threads
    double line = 0;                ///< more for a line from the other core than for one of the own
    double bandwidth[2] = {1, 2};   ///< from memory in a second, of one core and of two
    double clock = 1;               ///< how much longer arithmetic takes while the other core computes too
    double second_cache = 1 << 20;  ///< of a core
    double last_cache = 32 << 20;   ///< of all
};

struct Hardware {
    double node_cores = 32;
    double saturating_cores = 8;
};

class TimeModel {
public:
    TimeModel(Plan plan, double seconds_on_one, std::size_t cores, const Measured& measured, const Hardware& hardware);

    /// Seconds of a step on those cores; as on one where sharing would cost more.
    double seconds() const;
    /// What takes most of the time there.
    std::string limit() const;

private:
    double shared() const { return work_ + memory_ + lines_ + forks_; }
    double memory(double cores, const Measured& measured, const Hardware& hardware) const;

    Plan plan_;
    double on_one_;
    std::size_t cores_;
    double memory_bytes_ = 0, work_ = 0, memory_ = 0, lines_ = 0, forks_ = 0;
};

}  // namespace descent::bench
