#pragma once
/// \file
/// A study's folder: trials.jsonl (first line: the study; then a line a trial), times.jsonl (what differs from run to
/// run), trajectories.jsonl. Lines are appended and outlive a kill; what a kill cut short is dropped.

#include <descent/comparison.h>

#include <memory>
#include <set>

#include "base/json.h"
#include "comparison/run_trial.h"
#include "comparison/statistics/study.h"
#include "comparison/statistics/times.h"
#include "storage/append_log.h"
#include "storage/lock_file.h"

namespace descent::comparison {

/// All that a folder's logs say.
struct StudyFiles {
    Json head;  ///< the first line
    Study study;
    std::vector<TrialTimes> times;
    std::vector<Json> trajectories;
};

/// Throws InputError when the folder holds no study, or a line of its logs is damaged.
StudyFiles read_study(const std::string& folder);

/// A study that is being run: holds its folder for itself.
class StudyLog {
public:
    /// Makes the folder and its logs, or with `place.resume` goes on with those that stand there. Throws UsageError
    /// when a study stands there already, or one that does not fit `plan`.
    StudyLog(const StudyPlace& place, const Json& plan);

    /// Trials so far, as a study.
    Study study() const;
    /// Has this trial ended with something to say?
    bool has(const Trial& trial) const;
    bool has_trajectory(const std::string& problem) const;

    /// Appends; what was added outlives a power cut.
    void add(const TrialResult& result);
    void add_trajectory(const Json& trajectory);

private:
    void begin(const StudyPlace& place, const Json& plan);
    void go_on(const Json& plan);

    std::string folder_;
    std::unique_ptr<storage::LockFile> lock_;
    StudyFiles files_;                ///< as found
    std::vector<TrialRecord> added_;  ///< since then
    std::set<std::string> ended_;     ///< keys of trials that need not run again
    std::unique_ptr<storage::AppendLog> trials_, times_, trajectories_;
};

}  // namespace descent::comparison
