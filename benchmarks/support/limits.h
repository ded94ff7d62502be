#pragma once
/// \file
/// What the machine can do at most, measured in the process that compares itself with it.

#include <cstddef>

#include "kernels/table.h"
#include "parallel/team.h"

namespace descent::bench {

/// FLOP/s of fused multiply-adds on registers alone, by all threads of the team: the best of three short runs.
double peak_flops(const kernels::KernelTable& table, parallel::Team& team);

/// What a share of the peak is taken of. The peak of a shared machine drifts, so it is measured before and after the
/// work, and the larger one counts: no result looks better than it is.
class PeakAround {
public:
    PeakAround(const kernels::KernelTable& table, parallel::Team& team)
        : table_(table), team_(team), before_(peak_flops(table, team)) {}
    double now() const;

private:
    const kernels::KernelTable& table_;
    parallel::Team& team_;
    double before_;
};

/// Bytes/s (read plus written) of the plainest loop over `arrays` equally long arrays of `floats` floats a thread: all
/// are read, all but the first are written with one multiply-add. `arrays` is 2, 3 or 4: what an update rule with none,
/// one or two numbers of state a weight does. The best of several runs.
double bandwidth(InstructionSet set, parallel::Team& team, std::size_t arrays, std::size_t floats);

/// Bytes that such a loop moves for one float of each array.
constexpr double stream_bytes(std::size_t arrays) { return 4.0 * static_cast<double>(arrays + arrays - 1); }

}  // namespace descent::bench
