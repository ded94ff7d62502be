#include "objective/target_check.h"

#include <descent/error.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "data/place.h"
#include "data/targets.h"
#include "network/output_range.h"

namespace descent::objective {
namespace {

/// What one target may be once it is scaled, and what to do about others.
struct Bounds {
    double smallest, largest;
    std::string text;
    bool are_shares = false;
};

std::string remedy(const Bounds& bounds, Choice choice) {
    if (!bounds.are_shares || choice == Choice::none) return "";
    return std::string("; loss=mse takes any") +
           (choice == Choice::loss_or_task ? "; task=classification makes classes of them" : "");
}

Bounds bounds_of(Loss loss, Activation output) {
    constexpr double most = std::numeric_limits<float>::max();
    if (targets_of(loss) != TargetKind::probabilities) return {-most, most, "a number within float32"};
    if (output == Activation::softmax)
        return {0, most, "a number from 0 up, as " + std::string(to_string(loss)) + " needs", true};
    return {0, 1, "a number in [0, 1], as " + std::string(to_string(loss)) + " needs", true};
}

void check_row_sum(const Dataset& data, std::uint32_t row, std::span<const double> values) {
    if (std::ranges::any_of(values, [](double y) { return static_cast<float>(y) > 0; })) return;
    throw InputError(data::file_of_targets(data), data::place_of_pattern(data, row), "targets that are all 0",
                     "one above 0: softmax outputs add up to 1");
}

/// Other classes may have gone with the records that are no patterns.
std::string left_out_text(const Dataset& training) {
    const std::size_t left_out = training.details().left_out.size();
    if (left_out == 0) return "";
    return " after " + to_text(left_out) + (left_out == 1 ? " record was" : " records were") +
           " left out, blank or without a value";
}

void require_classes(const Dataset& training) {
    const auto& labels = training.raw_targets().labels;
    const std::uint32_t first_row = training.rows().front();
    const auto first = labels[first_row];
    const bool one = std::ranges::all_of(training.rows(), [&](std::uint32_t row) { return labels[row] == first; });
    if (!one) return;
    throw InputError(
        data::file_of_targets(training), data::place_of_target(training, first_row, 0),
        "one class only, " + quote(training.class_names()[first]) + " in " + to_text(training.patterns()) +
            (training.patterns() == 1 ? " pattern" : " patterns") + left_out_text(training),
        labels.size() == training.patterns() ? "at least two" : "at least two among the patterns that are trained on");
}

/// As the user knows it, and as the loss sees it where that differs.
std::string found(double own, double scaled, bool scales) {
    return to_text(own) + (scales && std::isfinite(own) ? ", scaled to " + short_number(scaled) : "");
}

std::string text_of(const network::OutputRange& range) {
    const std::string from = "from " + short_number(range.smallest);
    return std::isfinite(range.largest) ? from + " to " + short_number(range.largest) : from + " up";
}

/// Scaled targets no longer add up to 1.
std::string remedy(Activation output) {
    return std::string(output == Activation::softmax ? "" : "; target_scaling=min-max scales targets to [0, 1]") +
           "; output_activation=identity reaches any";
}

/// The sum of the scaled targets of a row. Throws InputError at the first that no output comes close to.
double sum_of_reachable(Activation output, const TargetScaling& scaling, const Dataset& training, std::uint32_t row) {
    constexpr double rounding = 1e-6;
    const network::OutputRange range = network::output_range(output);
    const Dataset::Targets& targets = training.raw_targets();
    double sum = 0;
    for (std::size_t i = 0; i < targets.columns; ++i) {
        const double own = targets.values[row * targets.columns + i], y = scaled_target(scaling, i, own);
        sum += y;
        if (y >= range.smallest - rounding && y <= range.largest + rounding) continue;
        throw InputError(
            data::file_of_targets(training), data::place_of_target(training, row, i),
            found(own, y, !scaling.shift.empty()),
            "what " + std::string(to_string(output)) + " outputs reach, " + text_of(range) + remedy(output));
    }
    return sum;
}

}  // namespace

void check_classes(const Network& network, const Dataset& training) {
    if (training.has_classes()) require_classes(training);
    if (network.layers.back().activation == Activation::softmax && network.outputs() == 1) {
        throw UsageError("output_activation",
                         "softmax over one output is always 1; expected identity, sigmoid, or classes as targets");
    }
}

void check_finite_targets(const Dataset& data) {
    const Dataset::Targets& targets = data.raw_targets();
    if (data.has_classes()) return;
    for (const std::uint32_t row : data.rows()) {
        for (std::size_t i = 0; i < targets.columns; ++i) {
            const double y = targets.values[row * targets.columns + i];
            if (std::isfinite(y)) continue;
            throw InputError(data::file_of_targets(data), data::place_of_target(data, row, i), to_text(y),
                             "a finite number");
        }
    }
}

Choice choice_of_run(const Dataset& training, bool from_model) {
    return !from_model && data::can_be_classes(training.raw_targets()) ? Choice::loss_or_task : Choice::loss;
}

void check_targets(const Network& network, Loss loss, const TargetScaling& scaling, const Dataset& data,
                   Choice choice) {
    if (data.has_classes()) return;
    const Activation output = network.layers.back().activation;
    const Bounds bounds = bounds_of(loss, output);
    const Dataset::Targets& targets = data.raw_targets();
    for (const std::uint32_t row : data.rows()) {
        const auto values = std::span(targets.values).subspan(row * targets.columns, targets.columns);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto scaled = static_cast<double>(static_cast<float>(scaled_target(scaling, i, values[i])));
            if (scaled >= bounds.smallest && scaled <= bounds.largest) continue;
            throw InputError(data::file_of_targets(data), data::place_of_target(data, row, i),
                             found(values[i], scaled, !scaling.shift.empty()), bounds.text + remedy(bounds, choice));
        }
        if (targets_of(loss) == TargetKind::probabilities && output == Activation::softmax)
            check_row_sum(data, row, values);
    }
}

void check_reachable(const Network& network, Loss loss, const TargetScaling& scaling, const Dataset& training) {
    const Activation output = network.layers.back().activation;
    if (training.has_classes() || targets_of(loss) == TargetKind::probabilities) return;
    for (const std::uint32_t row : training.rows()) {
        const double sum = sum_of_reachable(output, scaling, training, row);
        if (output != Activation::softmax || std::abs(sum - 1) <= rounding_of_shares) continue;
        throw InputError(
            data::file_of_targets(training), data::place_of_pattern(training, row),
            "targets that add up to " + short_number(sum) + (scaling.shift.empty() ? "" : " as they are scaled"),
            "1, as softmax outputs do" + remedy(output));
    }
}

}  // namespace descent::objective
