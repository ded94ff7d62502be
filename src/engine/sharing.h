#pragma once
/// \file
/// Is a step faster on all threads or on one? That depends on how near the caches of the cores are, and on who else
/// runs there: so the clock is asked. The answer changes how work is split, never the bits.

#include <algorithm>
#include <array>
#include <cstddef>

namespace descent::engine {

/// Tries both ways with a few steps each, keeps the faster, and tries the other one again from time to time:
/// the more it lost, the later.
class Sharing {
public:
    /// [one thread] Shall the next step be shared?
    bool shares() const { return trial_ < samples || trial_ >= 2 * samples ? usual_ : !usual_; }

    /// [one thread] That step took so long.
    void took(double seconds) {
        std::array<double, samples>& times = shares() ? shared_ : alone_;
        times[trial_ % samples] = seconds;
        if (++trial_ == 2 * samples) choose();
        if (trial_ >= 2 * samples + steps_between_trials_) trial_ = 0;
    }

private:
    static constexpr std::size_t samples = 4;  // the least of them counts: a waking thread and a busy machine only add
    static constexpr double share_of_trials = 0.005;  // of the time, for the steps that go the slower way
    static constexpr double fewest_steps = 500, most_steps = 50000;

    static double best(const std::array<double, samples>& times) {
        return *std::min_element(times.begin(), times.end());
    }

    void choose() {
        usual_ = best(shared_) <= best(alone_);
        const double step = std::max(best(usual_ ? shared_ : alone_), 1e-9);
        const double lost = samples * (best(usual_ ? alone_ : shared_) - step);
        steps_between_trials_ =
            static_cast<std::size_t>(std::clamp(lost / (share_of_trials * step), fewest_steps, most_steps));
    }

    bool usual_ = true;
    std::size_t steps_between_trials_ = 0;
    std::size_t trial_ = 0;  // steps since the last trials began: first the usual way, then the other
    std::array<double, samples> shared_{}, alone_{};
};

}  // namespace descent::engine
