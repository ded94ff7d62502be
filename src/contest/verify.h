#pragma once
/// \file
/// Whether a study's log says what its trials do: trials are run again and compared with their records.

#include <descent/comparison.h>

#include <string>
#include <vector>

#include "study/log.h"

namespace descent::contest {

/// A trial that was run again.
struct CheckedTrial {
    Trial trial;
    std::string weights;                        ///< hash, as it came out here
    std::vector<std::string> differences = {};  ///< "weights is ... there and ... here"; none: the same
    bool interrupted = false;
};

/// [any thread] So many of the study's trials that have a result, drawn by the seed, in the order of the log; all when
/// there are no more.
std::vector<study::TrialRecord> drawn(const study::Study& study, std::size_t count, std::uint64_t seed);

/// What the log holds beside its plan.
struct Completeness {
    std::size_t missing = 0;                ///< trials of the plan without a result
    std::vector<std::string> strange = {};  ///< trials that the plan does not lead to, by their keys
};
Completeness completeness(const study::StudyFiles& files);

/// Runs the records' trials again, side by side on `protocol.jobs` threads. The result has the order of the records.
/// Throws InputError when data, code or settings are not those of the study's plan. `observer` is told of progress.
std::vector<CheckedTrial> verify(const std::vector<Problem>& problems, const std::vector<Contestant>& contestants,
                                 const Protocol& protocol, const Registry& registry, const study::StudyFiles& files,
                                 const std::vector<study::TrialRecord>& records, ComparisonObserver& observer);

}  // namespace descent::contest
