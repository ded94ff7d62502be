#pragma once
/// \file
/// How the engine cuts a step for a number of cores: its forks, the tasks of each, and the bytes that go from core to
/// core. A test compares it with what the engine does (parallel::Team::record).

#include <cstddef>
#include <vector>

#include "support/workloads.h"

namespace descent::bench {

/// One part of a step: a fork, or work that the engine keeps on one core.
struct Phase {
    std::size_t tasks = 1;
    double flops = 0;    ///< of the whole phase
    double busiest = 1;  ///< the part of it that the core with most work has
    double fetched = 0;  ///< bytes that this core reads and another core has written since it last did
    bool forks() const { return tasks > 1; }
};

struct Plan {
    bool shares = true;  ///< is a step worth a second core?
    std::vector<Phase> phases;
    double flops = 0;
    double weight_bytes = 0;  ///< of weights and state that a step reads and writes
    double array_bytes = 0;   ///< that those take
    double input_bytes = 0;   ///< that are read of the data set
    double tree_bytes = 0;    ///< of gradients added at each level of the tree of pieces
    double tree_levels = 0;
};

Plan plan_of(const Workload& workload, bool adam, std::size_t cores);

}  // namespace descent::bench
