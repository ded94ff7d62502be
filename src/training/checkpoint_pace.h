#pragma once
/// \file
/// When the next checkpoint is due.
///
///     CheckpointPace pace({}, /*bytes=*/28 * parameters);
///     if (pace.due(position, /*epoch_ended=*/true)) { pace.begin(); ...; pace.end(); }

#include <descent/checkpoint_interval.h>

#include <chrono>
#include <cstdint>
#include <functional>

#include "training/position.h"

namespace descent::training {

/// Larger numbers in an interval are mistakes; this many hours are seconds still.
inline constexpr std::uint64_t largest_interval = std::uint64_t{1} << 40U;

class CheckpointPace {
public:
    /// Seconds from any moment on.
    using Clock = std::function<double()>;

    /// `bytes`: of a checkpoint; what the first one will take is estimated from it. The clock begins.
    CheckpointPace(const CheckpointInterval& every, std::uint64_t bytes, Clock clock = steady_seconds);

    /// Is one due after the step at `at`, which may have ended an epoch? Reads the clock only where the interval is one
    /// of time.
    bool due(const Position& at, bool epoch_ended) const;

    /// Around the writing of one, also of one that fails: its cost decides about the next.
    void begin() { begun_ = clock_(); }
    void end();

    static double steady_seconds();

private:
    double wait() const;

    CheckpointInterval every_;
    Clock clock_;
    double cost_;       // seconds that the last one took
    double last_;       // when it ended
    double begun_ = 0;  // when the one under way did
};

}  // namespace descent::training
