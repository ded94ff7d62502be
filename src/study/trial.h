#pragma once
/// \file
/// One trial as the log keeps it: what was run, how it ended, what it measured. Holds no times: they differ between
/// runs and stand in a log of their own.
///
///     const study::TrialRecord record = study::read_trial(JsonReader(parse_json(line, path), path));
///     if (auto score = study::test_score(record, Metric::accuracy)) ...

#include <descent/study.h>

#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace descent::study {

using Settings = std::map<std::string, std::string>;

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
    interrupted,  ///< by a signal or the caller: has no result, is run again
    failed,       ///< an error: has no result, is run again
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
    /// Finished or diverged: it counts in statistics and is not run again.
    bool has_result() const;
};

/// Names a trial in one line: equal trials have equal keys.
std::string key_of(const Trial& trial);

/// "learning_rate=0.01 momentum=0.9", or "defaults".
std::string to_string(const Settings& settings);

Json to_json(const TrialRecord& record);
/// Throws InputError when a member is absent or of the wrong kind, or the columns of the curve differ in length.
TrialRecord read_trial(const JsonReader& line);

}  // namespace descent::study
