#pragma once
/// \file
/// How much longer a cache line takes that another core has written than one of the own cache, where many are read in a
/// row, as steps on two cores do with weights.

#include <atomic>
#include <thread>
#include <vector>

#include "base/aligned_buffer.h"
#include "support/clock.h"
#include "support/median.h"

namespace descent::bench {

/// Two threads that meet again and again.
class Meeting {
public:
    void meet() {
        const long turn = turn_.load(std::memory_order_acquire);
        if (arrived_.fetch_add(1, std::memory_order_acq_rel) == 1) {
            arrived_.store(0, std::memory_order_relaxed);
            turn_.store(turn + 1, std::memory_order_release);
            return;
        }
        for (long spins = 1; turn_.load(std::memory_order_acquire) == turn; ++spins) {
            if (spins % 4096 == 0) std::this_thread::yield();
        }
    }

private:
    std::atomic<long> arrived_ = 0, turn_ = 0;
};

/// Median seconds of a round: each of two threads reads `lines` lines, half of which the other one, with `shared`, has
/// changed since; then each changes its half of them.
inline double round_of_lines(std::size_t lines, bool shared) {
    constexpr std::size_t floats = 16;
    AlignedBuffer<float> memory[2] = {AlignedBuffer<float>(lines * floats), AlignedBuffer<float>(lines * floats)};
    Meeting meeting;
    std::vector<double> rounds;
    const auto work = [&](std::size_t self, bool timed) {
        float* const own = memory[shared ? 0 : self].data();
        for (int round = 0; round < 400; ++round) {
            meeting.meet();
            const double seconds = seconds_of([&] {
                float sums[floats] = {};
                for (std::size_t i = 0; i < lines * floats; i += floats) {
                    for (std::size_t k = 0; k < floats; ++k) sums[k] += own[i + k];
                }
                meeting.meet();
                const std::size_t half = lines / 2 * floats;
                for (std::size_t i = self * half; i < (self + 1) * half; ++i) own[i] += sums[i % floats] * 1e-9f;
                meeting.meet();
            });
            if (timed && round >= 100) rounds.push_back(seconds);
        }
    };
    std::thread other([&] { work(1, false); });
    work(0, true);
    other.join();
    return median(rounds);
}

/// Seconds more a line, of lines that fill half of a second cache of one MiB.
inline double line_from_core_seconds() {
    constexpr std::size_t lines = 8192;
    const double shared = round_of_lines(lines, true), alone = round_of_lines(lines, false);
    return std::max(0.0, shared - alone) / (lines / 2);
}

}  // namespace descent::bench
