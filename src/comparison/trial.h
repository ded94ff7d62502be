#pragma once
/// \file
/// One trial as the log keeps it: what was run, how it ended, what it measured. Holds no times: they differ between
/// runs and stand in a log of their own.
///
///     const comparison::TrialRecord record = comparison::read_trial(JsonReader(parse_json(line, path), path));
///     if (auto score = comparison::test_score(record, Metric::accuracy)) ...

#include <descent/comparison.h>

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace descent::comparison {

/// One epoch of a trial. NaN: not measured, or not finite.
struct CurvePoint {
    std::uint64_t epoch = 0;
    std::uint64_t step = 0;
    double loss = 0;
    double accuracy = std::numeric_limits<double>::quiet_NaN();
    double validation_loss = std::numeric_limits<double>::quiet_NaN();
    double validation_accuracy = std::numeric_limits<double>::quiet_NaN();
};

/// How a trial ended, as statistics see it.
enum class Outcome {
    finished,     ///< it has its final numbers
    diverged,     ///< no finite end: worse than every number
    interrupted,  ///< stopped from outside: says nothing, is run again
    failed,       ///< an error: says nothing, is run again
};

struct TrialRecord {
    Trial trial;
    std::string reason;   ///< text of StopReason, or "failed"
    std::string message;  ///< one line when the reason needs one
    std::uint64_t steps = 0;
    std::uint64_t epochs = 0;
    std::vector<CurvePoint> curve;
    double test_loss = std::numeric_limits<double>::quiet_NaN();
    double test_accuracy = std::numeric_limits<double>::quiet_NaN();
    std::string weights;  ///< hash of the trained weights, 16 hexadecimal digits; empty when there are none

    Outcome outcome() const;
};

/// Names a trial in one line: equal trials have equal keys.
std::string key_of(const Trial& trial);

/// "learning_rate=0.01 momentum=0.9", or "defaults".
std::string to_string(const std::map<std::string, std::string>& settings);

std::string_view to_string(Phase phase);

Json to_json(const TrialRecord& record);
/// Throws InputError when a member is absent or of the wrong kind, or the columns of the curve differ in length.
TrialRecord read_trial(const JsonReader& line);

/// [any thread] a better than b?
inline bool better(Metric metric, double a, double b) { return metric == Metric::accuracy ? a > b : a < b; }
/// The value that every number is better than: what a diverged trial counts as in an order, never in a sum.
inline double worst(Metric metric) {
    return metric == Metric::accuracy ? -std::numeric_limits<double>::infinity()
                                      : std::numeric_limits<double>::infinity();
}

/// Validation figure at one point of a curve; the training figure where nothing is held out. NaN when absent.
double validation_of(const CurvePoint& point, Metric metric);

/// Validation figure at the end: `worst` when the trial diverged; nothing when it was interrupted or failed.
std::optional<double> validation_score(const TrialRecord& record, Metric metric);
/// The same on test data.
std::optional<double> test_score(const TrialRecord& record, Metric metric);

}  // namespace descent::comparison
