#pragma once
/// \file
/// How stored inputs become the numbers that a network sees.
///
/// Contract: a plain value, fitted on the patterns that are trained on and kept in the model. Numbers are doubles until
/// they are scaled; the result is rounded to float32 once.
///
///     descent::Scaling scaling = descent::fit_scaling(training, descent::ScalingKind::standardise);

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace descent {

class Dataset;

/// What a stored input x of a column becomes: `(x - shift) * scale`. Bytes and float32 are scaled in float32, which
/// holds them exactly; doubles and whole numbers in double, and rounded once.
struct Scaling {
    std::vector<double> shift = {};  ///< one an input
    std::vector<double> scale = {};  ///< one an input
    /// What stands for a missing value (NaN among doubles), as if it had stood in the file: one an input, or empty
    /// where the data has none.
    std::vector<double> fill = {};

    bool operator==(const Scaling&) const = default;
};

/// How `fit_scaling` chooses it. Values stand in files: never change.
enum class ScalingKind {
    none = 0,         ///< numbers as they are; pixels are divided by 255
    standardise = 1,  ///< to mean 0, standard deviation 1 (columns that never vary are only shifted)
    min_max = 2,      ///< to [0, 1] (columns that never vary become 0)
};

/// [any thread] The scaling of that kind, from the patterns of `data` alone, each column summed in double in the order
/// of the patterns. `binary_inputs` stay 0 and 1. Missing values count for nothing; `fill` follows from `data`'s policy
/// for them. Throws InputError at a number that float32 cannot hold once it is scaled.
Scaling fit_scaling(const Dataset& data, ScalingKind kind);

/// [any thread] Throws InputError at the first input that is missing or that float32 cannot hold once it is scaled.
void require_scalable(const Dataset& data, const Scaling& scaling);

/// [any thread] One line on what becomes of bytes under that scaling; empty when there is nothing to say.
std::string scaling_note(const Dataset& data, ScalingKind kind);

/// [any thread] "none", "standardise", "min-max"; throws UsageError that lists the names.
ScalingKind parse_scaling(std::string_view name);
std::string_view to_string(ScalingKind kind);

}  // namespace descent
