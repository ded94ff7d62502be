#include "soak/usage.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <span>
#include <string>

namespace descent::bench {
namespace {

std::uint64_t entries_of(const char* folder) {
    return static_cast<std::uint64_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

std::uint64_t lines_of(const char* path) {
    std::ifstream file(path);
    return static_cast<std::uint64_t>(std::count(std::istreambuf_iterator<char>(file), {}, '\n'));
}

std::uint64_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0, resident = 0;
    file >> pages >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

double bytes_of(const Usage& usage) { return static_cast<double>(usage.resident_bytes); }

double mean(std::span<const Usage> samples, double (*value)(const Usage&)) {
    const double sum = std::accumulate(samples.begin(), samples.end(), 0.0,
                                       [&](double total, const Usage& usage) { return total + value(usage); });
    return sum / static_cast<double>(samples.size());
}

/// slope = sum (t - mean t)(b - mean b) / sum (t - mean t)^2, in bytes a second
double slope(std::span<const Usage> samples) {
    const double mean_seconds = mean(samples, [](const Usage& usage) { return usage.seconds; });
    const double mean_bytes = mean(samples, bytes_of);
    double covariance = 0, variance = 0;
    for (const Usage& usage : samples) {
        covariance += (usage.seconds - mean_seconds) * (bytes_of(usage) - mean_bytes);
        variance += (usage.seconds - mean_seconds) * (usage.seconds - mean_seconds);
    }
    return variance > 0 ? covariance / variance : 0;
}

}  // namespace

Usage usage_now(double seconds) {
    return {.seconds = seconds,
            .resident_bytes = resident_bytes(),
            .descriptors = entries_of("/proc/self/fd"),
            .mappings = lines_of("/proc/self/maps"),
            .threads = entries_of("/proc/self/task")};
}

Verdict judge(const std::vector<Usage>& samples) {
    const auto looked_at = std::span(samples).subspan(samples.size() / 3);
    const double per_second = slope(looked_at);
    return {.growth_per_hour = 3600 * per_second,
            .growth = per_second * (looked_at.back().seconds - looked_at.front().seconds),
            .allowed = 0.02 * mean(looked_at, bytes_of) + (1 << 20),
            .descriptors_before = looked_at.front().descriptors,
            .descriptors_after = looked_at.back().descriptors,
            .samples = looked_at.size()};
}

}  // namespace descent::bench
