#pragma once
/// \file
/// What a process holds at a moment, and whether it holds more and more.

#include <cstdint>
#include <vector>

namespace descent::bench {

struct Usage {
    double seconds = 0;  ///< since the start
    std::uint64_t resident_bytes = 0;
    std::uint64_t descriptors = 0;
    std::uint64_t mappings = 0;  ///< stretches of addresses: files that stay mapped show here
    std::uint64_t threads = 0;
};

/// Of this process, from /proc.
Usage usage_now(double seconds);

struct Verdict {
    double growth_per_hour = 0;  ///< bytes of resident memory, the slope of the line through the samples looked at
    double growth = 0;           ///< bytes over the samples looked at, along that line
    double allowed = 0;          ///< bytes: 2% of the mean, and 1 MiB
    std::uint64_t descriptors_before = 0, descriptors_after = 0;
    std::size_t samples = 0;

    bool flat() const { return growth <= allowed && descriptors_after <= descriptors_before; }
};

/// Looks at the samples after the first third, when pools and caches have been filled. At least 3 samples.
Verdict judge(const std::vector<Usage>& samples);

}  // namespace descent::bench
