#pragma once
/// \file
/// Wall-clock time of a piece of work.

#include <chrono>

namespace descent::bench {

/// Seconds that `work()` takes.
template <class Work>
double seconds_of(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace descent::bench
