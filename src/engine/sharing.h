#pragma once
/// \file
/// Is a step faster on all threads or on one? That depends on how near the caches of the cores are, and on who else
/// runs there: so the clock is asked. The answer changes the schedule, never the bits.

#include <algorithm>
#include <array>
#include <cstddef>

namespace descent::engine {

/// Tries both ways with a few steps each, keeps the faster, and tries the other one again from time to time.
class Sharing {
public:
    /// [one thread] Shall the next step be shared?
    bool shares() const { return trial_ < samples || trial_ >= 2 * samples ? usual_ : !usual_; }

    /// [one thread] That step took so long.
    void took(double seconds) {
        std::array<double, samples>& times = shares() ? shared_ : alone_;
        times[trial_ % samples] = seconds;
        if (++trial_ == 2 * samples) usual_ = best(shared_) <= best(alone_);
        if (trial_ == 2 * samples + steps_between_trials) trial_ = 0;
    }

private:
    static constexpr std::size_t samples = 4;  // the least of them counts: a waking thread and a busy machine only add
    static constexpr std::size_t steps_between_trials = 500;

    static double best(const std::array<double, samples>& times) {
        return *std::min_element(times.begin(), times.end());
    }

    bool usual_ = true;
    std::size_t trial_ = 0;  // steps since the last trials began: first the usual way, then the other
    std::array<double, samples> shared_{}, alone_{};
};

}  // namespace descent::engine
