#pragma once
/// \file
/// How targets that are numbers become those that a network is trained on, and its outputs predictions again.
///
/// Contract: a plain value, fitted on the patterns that are trained on and kept in the model. Users see targets and
/// predictions in the unit of their file; only the cost is in the scaled unit.
///
///     descent::TargetScaling scaling = descent::fit_target_scaling(training, descent::TargetScalingKind::standardise);
///     double prediction = descent::in_own_unit(scaling, /*output=*/0, a);

#include <cstddef>
#include <string_view>
#include <vector>

namespace descent {

class Dataset;

/// A target y of a column is trained on as `(y - shift) * scale`, in double and rounded to float32 once; an output a
/// means `a / scale + shift`.
struct TargetScaling {
    std::vector<double> shift = {};  ///< one an output, or empty: targets as they are
    std::vector<double> scale = {};  ///< as many; none is 0

    bool operator==(const TargetScaling&) const = default;
};

/// How `fit_target_scaling` chooses it. Values stand in files: never change.
enum class TargetScalingKind {
    none = 0,         ///< targets as they are
    standardise = 1,  ///< to mean 0, standard deviation 1
    min_max = 2,      ///< to [0, 1]
    automatic = 3,    ///< chosen when a run begins, see `TrainingOptions::target_scaling`
};

/// [any thread] The scaling of that kind, each column for itself, from the patterns of `data` alone; columns that never
/// vary are only shifted. NaN counts for nothing. Empty for classes and for `none`. Throws InputError at targets
/// that double cannot scale, UsageError for `automatic`.
TargetScaling fit_target_scaling(const Dataset& data, TargetScalingKind kind);

/// [any thread] What a network is trained on, and what its output means.
inline double scaled_target(const TargetScaling& scaling, std::size_t output, double y) {
    return scaling.shift.empty() ? y : (y - scaling.shift[output]) * scaling.scale[output];
}
inline double in_own_unit(const TargetScaling& scaling, std::size_t output, double a) {
    return scaling.shift.empty() ? a : a / scaling.scale[output] + scaling.shift[output];
}

/// [any thread] "none", "standardise", "min-max", "auto"; throws UsageError that lists the names.
TargetScalingKind parse_target_scaling(std::string_view name);
std::string_view to_string(TargetScalingKind kind);

}  // namespace descent
