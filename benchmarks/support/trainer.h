#pragma once
/// \file
/// One training step after another, as `descent train` does them: rows in random order, gathered, forward, backward,
/// update.

#include <string_view>
#include <vector>

#include <descent/registry.h>

#include "base/aligned_buffer.h"
#include "engine/engine.h"
#include "parallel/team.h"
#include "support/workloads.h"
#include "update/optimizer.h"
#include "update/update.h"

namespace descent::bench {

class Trainer {
public:
    /// `data` and `team` must outlive it.
    Trainer(const Workload& workload, const Dataset& data, std::string_view optimizer, parallel::Team& team,
            InstructionSet set);

    /// One step; returns the mean cost of its patterns.
    double step();

    /// The rows that the next step would work on; goes on to those behind them.
    std::span<const std::uint32_t> next_rows();
    std::span<const float> parameters() const { return parameters_.span(); }
    const network::Layout& layout() const { return engine_.layout(); }

private:
    void begin_epoch();

    const Workload& workload_;
    const Dataset& data_;
    engine::Engine engine_;
    AlignedBuffer<float> parameters_;
    update::Optimizer optimizer_;
    update::Update update_;
    std::vector<std::uint32_t> order_;
    std::uint64_t epoch_ = 0;
    std::size_t at_ = 0;  // first pattern of the next batch
};

}  // namespace descent::bench
