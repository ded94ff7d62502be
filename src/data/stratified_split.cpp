#include "data/stratified_split.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>

namespace descent::data {
namespace {

/// A class, and how far its number is below (adding) or above (taking away) its share.
struct Claim {
    double size;
    std::size_t number;

    /// Of equal claims the first class comes first.
    bool operator<(const Claim& other) const {
        return size < other.size || (size == other.size && number > other.number);
    }
};

struct Bounds {
    std::size_t least, most;
};

Bounds bounds_of(std::size_t count) { return count < 2 ? Bounds{0, 0} : Bounds{1, count - 1}; }

/// Moves the numbers by `step`, one by one, from the largest claim on, until they sum up to `wanted` or none can move.
void move_towards(std::size_t wanted, std::vector<std::size_t>& held, std::span<const std::size_t> counts,
                  double fraction, int step) {
    std::size_t sum = std::accumulate(held.begin(), held.end(), std::size_t{0});
    std::priority_queue<Claim> claims;
    const auto add_claim = [&](std::size_t c) {
        const Bounds bounds = bounds_of(counts[c]);
        if (held[c] == (step > 0 ? bounds.most : bounds.least)) return;
        const double missing = fraction * static_cast<double>(counts[c]) - static_cast<double>(held[c]);
        claims.push({step > 0 ? missing : -missing, c});
    };
    for (std::size_t c = 0; c < counts.size(); ++c) add_claim(c);
    while (!claims.empty() && (step > 0 ? sum < wanted : sum > wanted)) {
        const std::size_t c = claims.top().number;
        claims.pop();
        step > 0 ? (++held[c], ++sum) : (--held[c], --sum);
        add_claim(c);
    }
}

}  // namespace

std::vector<std::size_t> apportion(std::span<const std::size_t> counts, double fraction, std::size_t wanted) {
    std::vector<std::size_t> held;
    for (const std::size_t count : counts) {
        const auto whole = static_cast<std::size_t>(std::floor(fraction * static_cast<double>(count)));
        const Bounds bounds = bounds_of(count);
        held.push_back(std::clamp(whole, bounds.least, bounds.most));
    }
    move_towards(wanted, held, counts, fraction, +1);
    move_towards(wanted, held, counts, fraction, -1);
    return held;
}

HeldOut split_classes(std::span<const std::uint32_t> labels, std::size_t classes, double fraction, std::size_t wanted,
                      std::uint64_t seed) {
    std::vector<std::vector<std::uint32_t>> positions(classes);
    for (std::size_t p = 0; p < labels.size(); ++p) positions[labels[p]].push_back(static_cast<std::uint32_t>(p));
    std::vector<std::size_t> counts;
    for (const auto& of_class : positions) counts.push_back(of_class.size());
    const std::vector<std::size_t> chosen = apportion(counts, fraction, wanted);
    HeldOut held(labels.size());
    for (std::size_t c = 0; c < classes; ++c) {
        RandomStream stream(seed, "split", c + 1);
        select(positions[c], chosen[c], stream, held);
    }
    return held;
}

}  // namespace descent::data
