#pragma once
/// \file
/// Seconds of training, without what is not training.

#include <chrono>

namespace descent::training {

class Stopwatch {
public:
    /// From now on time counts.
    void start() { begin_ = std::chrono::steady_clock::now(); }
    /// Seconds since `start` or the last `lap`.
    double lap() {
        const auto now = std::chrono::steady_clock::now();
        const double seconds = std::chrono::duration<double>(now - begin_).count();
        begin_ = now;
        return seconds;
    }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace descent::training
