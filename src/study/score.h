#pragma once
/// \file
/// What a trial is judged by: one number of its record, and which of two is better.

#include <optional>

#include "study/study.h"

namespace descent::study {

/// [any thread] a better than b?
inline bool better(Metric metric, double a, double b) { return metric == Metric::accuracy ? a > b : a < b; }
/// The value that every number is better than: what a diverged trial counts as in an order, never in a sum.
inline double worst(Metric metric) {
    return metric == Metric::accuracy ? -std::numeric_limits<double>::infinity()
                                      : std::numeric_limits<double>::infinity();
}

/// Validation figure at one point of a curve; the training figure where nothing is held out. NaN when absent.
double validation_of(const CurvePoint& point, Metric metric);

/// Whether any trial of the problem measured held-out data.
bool holds_out(const Study& study, const StudyProblem& problem);

/// Validation figure at the end: `worst` when the trial diverged; nothing when it was interrupted or failed.
std::optional<double> validation_score(const TrialRecord& record, Metric metric);
/// The same on test data.
std::optional<double> test_score(const TrialRecord& record, Metric metric);

}  // namespace descent::study
