#pragma once
/// \file
/// The work that benchmarks measure, here and in the peers: networks, batches, and made-up data of the right shape.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <descent/dataset.h>
#include <descent/loss.h>
#include <descent/network.h>

namespace descent::bench {

struct Workload {
    std::string name;  ///< "W1"
    Network network;
    Loss loss = Loss::cross_entropy;
    std::size_t patterns = 0;  ///< in the data set
    std::size_t batch = 0;     ///< all of them: a full batch, in file order
    bool bytes = false;        ///< inputs are pixels, else float32
    bool classes = true;       ///< targets are class numbers, else numbers

    bool full_batch() const { return batch == patterns; }
    /// Floating-point operations of one pattern: two a multiply-add of forward, deltas (none below the first layer) and
    /// gradient, without padding.
    double flops_per_pattern() const;
    /// Learning rates at which the loss of every workload falls.
    double learning_rate(std::string_view optimizer) const { return optimizer == "adam" ? 0.001 : 0.1; }
};

/// W1 to W8.
const std::vector<Workload>& workloads();

/// The workload of that name; throws UsageError that lists the names.
const Workload& workload(std::string_view name);

/// 10-w-w-10, batch 128: where more threads begin to pay.
Workload cliff_workload(std::size_t width);

/// The same numbers every time: every class (or output) has a pattern of its own, hidden in noise.
Dataset make_data(const Workload& workload);

}  // namespace descent::bench
