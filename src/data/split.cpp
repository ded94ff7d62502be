#include <descent/error.h>
#include <descent/split.h>

#include <algorithm>
#include <numeric>

#include "base/text.h"
#include "data/group_split.h"
#include "data/selection.h"
#include "data/stratified_split.h"

namespace descent {
namespace {

using data::HeldOut;
using Numbers = std::vector<std::uint32_t>;

constexpr std::string_view last_prefix = "last:";

void check_fraction(double fraction) {
    if (fraction >= 0 && fraction < 1) return;
    throw UsageError("validation", "found " + to_text(fraction) + ", expected a fraction from 0 to below 1");
}

/// fraction * patterns, rounded to the nearest, halves up.
std::size_t held_out_patterns(std::size_t patterns, double fraction) {
    const auto count = static_cast<std::size_t>(fraction * static_cast<double>(patterns) + 0.5);
    if (fraction > 0 && (count == 0 || count == patterns)) {
        throw UsageError("validation", to_text(fraction) + " of " + to_text(patterns) + " patterns leaves " +
                                           (count == 0 ? "none held out" : "none to train on"));
    }
    return count;
}

/// Of each pattern of the subset, what `of_file` has for its row.
Numbers of_patterns(const Dataset& data, std::span<const std::uint32_t> of_file) {
    Numbers numbers;
    for (const std::uint32_t row : data.rows()) numbers.push_back(of_file[row]);
    return numbers;
}

Numbers labels_of(const Dataset& data) {
    return data.has_classes() ? of_patterns(data, data.raw_targets().labels) : Numbers(data.patterns(), 0u);
}

HeldOut draw(const Dataset& data, double fraction, std::uint64_t seed) {
    if (!data.details().groups.empty()) {
        return data::split_groups(of_patterns(data, data.details().groups), labels_of(data), fraction, seed);
    }
    const std::size_t wanted = held_out_patterns(data.patterns(), fraction);
    if (data.has_classes()) return data::split_classes(labels_of(data), data.outputs(), fraction, wanted, seed);
    Numbers positions(data.patterns());
    std::iota(positions.begin(), positions.end(), 0u);
    HeldOut held(positions.size());
    RandomStream stream(seed, "split");
    data::select(positions, wanted, stream, held);
    return held;
}

HeldOut take_last(const Dataset& data, double fraction) {
    if (!data.details().groups.empty()) {
        throw UsageError("validation", "the last patterns are not whole groups; give a fraction without 'last:'");
    }
    HeldOut held(data.patterns());
    std::fill(held.end() - static_cast<std::ptrdiff_t>(held_out_patterns(data.patterns(), fraction)), held.end(), true);
    return held;
}

}  // namespace

Holdout parse_holdout(std::string_view text, const std::string& option) {
    Holdout holdout{.last = text.starts_with(last_prefix)};
    const auto number = parse_number<double>(holdout.last ? text.substr(last_prefix.size()) : text);
    if (!number || !(*number >= 0 && *number < 1) || (holdout.last && *number == 0)) {
        throw UsageError(option, "found " + quote(text) +
                                     ", expected a fraction from 0 to below 1, or last:FRACTION for data in order");
    }
    holdout.fraction = *number;
    return holdout;
}

std::string to_string(const Holdout& holdout) {
    return std::string(holdout.last ? last_prefix : "") + to_text(holdout.fraction);
}

std::pair<Dataset, Dataset> split(const Dataset& data, const Holdout& holdout, std::uint64_t seed) {
    check_fraction(holdout.fraction);
    Numbers rest, held_out;
    const HeldOut held = holdout.fraction == 0 ? HeldOut(data.patterns())
                         : holdout.last        ? take_last(data, holdout.fraction)
                                               : draw(data, holdout.fraction, seed);
    for (std::size_t p = 0; p < held.size(); ++p) (held[p] ? held_out : rest).push_back(static_cast<std::uint32_t>(p));
    if (holdout.fraction > 0 && held_out.empty()) {
        throw UsageError("validation", "every class has one pattern, which is trained on, so none can be held out");
    }
    return {data.subset(rest), data.subset(held_out)};
}

std::pair<Dataset, Dataset> split(const Dataset& data, double fraction, std::uint64_t seed) {
    return split(data, Holdout{.fraction = fraction}, seed);
}

}  // namespace descent
