#pragma once
/// \file
/// Every warning that a comparison can give, in one list, each with what to do about it.

#include <string>
#include <string_view>
#include <vector>

#include "comparison/statistics/study.h"

namespace descent::comparison {

/// Names stand in summary.json: never change.
enum class WarningKind {
    best_on_edge,
    too_few_seeds,
    target_never_reached,
    early_divergence,
    all_diverged,
    noise_larger_than_difference,
    trials_missing,
};

struct WarningText {
    WarningKind kind;
    std::string_view name;    ///< "best-on-edge"
    std::string_view remedy;  ///< what to do about it
};

/// All of them.
const std::vector<WarningText>& warning_texts();

struct Warning {
    WarningKind kind;
    std::string problem;
    std::string message;  ///< what was seen, one line
};

const WarningText& text_of(WarningKind kind);

/// All that the study gives reason for, problem by problem, in the order of the list.
std::vector<Warning> warnings(const Study& study);

}  // namespace descent::comparison
