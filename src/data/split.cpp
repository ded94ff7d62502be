#include <descent/dataset.h>
#include <descent/error.h>

#include <numeric>

#include "base/random.h"
#include "base/text.h"

namespace descent {
namespace {

/// fraction * patterns, rounded to the nearest, halves up.
std::size_t held_out_patterns(std::size_t patterns, double fraction) {
    if (!(fraction >= 0 && fraction < 1)) {
        throw UsageError("validation", "found " + to_text(fraction) + ", expected a fraction from 0 to below 1");
    }
    const auto count = static_cast<std::size_t>(fraction * static_cast<double>(patterns) + 0.5);
    if (fraction > 0 && (count == 0 || count == patterns)) {
        throw UsageError("validation", to_text(fraction) + " of " + to_text(patterns) + " patterns leaves " +
                                           (count == 0 ? "none held out" : "none to train on"));
    }
    return count;
}

}  // namespace

std::pair<Dataset, Dataset> split(const Dataset& data, double fraction, std::uint64_t seed) {
    const std::size_t patterns = data.patterns();
    std::size_t wanted = held_out_patterns(patterns, fraction);
    // Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S): pattern p is held out with
    // probability wanted / left, so every choice of that many patterns is equally likely and file order is kept.
    RandomStream stream(seed, "split");
    std::vector<std::uint32_t> rest, held_out;
    for (std::size_t p = 0; p < patterns; ++p) {
        const bool chosen = wanted > 0 && stream.below(patterns - p) < wanted;
        if (chosen) --wanted;
        (chosen ? held_out : rest).push_back(static_cast<std::uint32_t>(p));
    }
    return {data.subset(rest), data.subset(held_out)};
}

}  // namespace descent
