#include "objective/target_notes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.h"
#include "data/place.h"
#include "objective/target_check.h"
#include "objective/target_scaling.h"

namespace descent::objective {
namespace {

/// "mean 42.1, deviation 7", in the target's own unit.
std::string in_words(TargetScalingKind kind, double shift, double scale) {
    const bool by_deviation = kind == TargetScalingKind::standardise;
    return by_deviation ? "mean " + short_number(shift) + ", deviation " + short_number(1 / scale)
                        : "from " + short_number(shift) + " to " + short_number(shift + 1 / scale);
}

/// Targets that never vary keep the scale 1, whatever it was to come from.
bool never_varies(const Dataset& training, std::size_t column, double value) {
    const Dataset::Targets& targets = training.raw_targets();
    return std::ranges::all_of(
        training.rows(), [&](std::uint32_t row) { return targets.values[row * targets.columns + column] == value; });
}

std::string scaled_note(TargetScalingKind kind, const Dataset& training) {
    constexpr std::size_t shown = 3;
    const TargetScaling scaling = fit_target_scaling(training, kind);
    std::string text =
        kind == TargetScalingKind::standardise ? "targets are standardised: " : "targets are scaled to [0, 1]: ";
    for (std::size_t i = 0; i < scaling.shift.size() && i < shown; ++i) {
        text += (i == 0 ? "" : ", ") + data::target_of(training, i) + " " +
                (never_varies(training, i, scaling.shift[i]) ? "always " + short_number(scaling.shift[i])
                                                             : in_words(kind, scaling.shift[i], scaling.scale[i]));
    }
    return text + (scaling.shift.size() > shown ? ", ..." : "");
}

/// Of the targets together: one of several that never varies is said among them.
std::string constant_note(const Dataset& training) {
    const Dataset::Targets& targets = training.raw_targets();
    if (training.patterns() < 2) return "";
    const auto first = std::span(targets.values).subspan(training.rows().front() * targets.columns, targets.columns);
    for (std::size_t i = 0; i < targets.columns; ++i) {
        if (!never_varies(training, i, first[i])) return "";
    }
    return "targets never vary, " + data::target_of(training, 0) + " is " + to_text(first[0]) + " in all " +
           to_text(training.patterns()) + " patterns; nothing can be learned from them";
}

std::string unscaled_note(Activation output) {
    return "targets stay as they are, as outputs are " + std::string(to_string(output)) +
           "; target-scaling=min-max scales them to [0, 1]";
}

std::string sums_note(const Dataset& training) {
    const Dataset::Targets& targets = training.raw_targets();
    for (const std::uint32_t row : training.rows()) {
        const auto values = std::span(targets.values).subspan(row * targets.columns, targets.columns);
        const double sum = std::accumulate(values.begin(), values.end(), 0.0);
        if (std::abs(sum - 1) <= rounding_of_shares) continue;
        return "targets of a pattern do not always add up to 1, " + data::place_of_pattern(training, row) + ": " +
               short_number(sum) + "; each pattern counts by the sum of its targets";
    }
    return "";
}

}  // namespace

std::vector<std::string> target_notes(const Network& network, const TrainingOptions& options, const Dataset& training) {
    if (training.has_classes()) return {};
    const Activation output = network.layers.back().activation;
    const TargetScalingKind kind = target_scaling_kind(network, options, training);
    const bool chosen = options.target_scaling == TargetScalingKind::automatic;
    const bool shares = targets_of(options.loss) == TargetKind::probabilities;
    std::vector<std::string> notes;
    if (std::string constant = constant_note(training); !constant.empty()) notes.push_back(std::move(constant));
    if (kind != TargetScalingKind::none) {
        notes.push_back(scaled_note(kind, training) + (chosen ? "; target-scaling=none leaves them as they are" : ""));
    } else if (chosen && !shares) {
        notes.push_back(unscaled_note(output));
    }
    const std::string sums = shares && output == Activation::softmax ? sums_note(training) : "";
    if (!sums.empty()) notes.push_back(sums);
    return notes;
}

}  // namespace descent::objective
