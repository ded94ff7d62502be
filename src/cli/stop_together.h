#pragma once
/// \file
/// A signal to one rank ends the run of all after the same step.

#include <chrono>
#include <cstdint>

#include "parallel/ranks.h"

namespace descent::cli {

/// Asking the other ranks costs microseconds, as much as a short step: they are asked some fifty times a second, after
/// steps that rank 0 chooses by the clock. It decides no bits.
class StopTogether {
public:
    explicit StopTogether(parallel::Ranks& ranks) : ranks_(ranks) {}

    /// [one thread] Called after every step, by all ranks; gives all the same answer. A signal that came to another
    /// rank is noted here too.
    bool requested();

private:
    using Clock = std::chrono::steady_clock;

    std::uint64_t steps_between();

    parallel::Ranks& ranks_;
    std::uint64_t step_ = 0;
    std::uint64_t between_ = 1;  ///< steps, from the last time to the next
    std::uint64_t next_ = 1;
    Clock::time_point last_ = Clock::now();
};

}  // namespace descent::cli
