#pragma once
/// \file
/// A study's folder: trials.jsonl (first line: the study; then a line a trial), times.jsonl (what differs from run to
/// run), trajectories.jsonl. Lines are appended and outlive a kill; what a kill cut short is dropped.

#include <descent/study.h>

#include <memory>
#include <set>

#include "storage/append_log.h"
#include "storage/lock_file.h"
#include "study/study.h"
#include "study/trajectory.h"

namespace descent::study {

/// The format's version in the first line: never reuse a number.
constexpr std::uint64_t log_format = 1;

/// Seconds of training at the end of each epoch of one trial, evaluation not counted.
struct TrialTimes {
    std::string key;  ///< of the trial
    std::vector<double> seconds;
};

/// The first line of trials.jsonl.
struct StudyHead {
    std::string version;               ///< of the program that began the study
    std::vector<std::string> command;  ///< that began it
    StudyOptions options;              ///< empty: begun by a program that described its problems otherwise
    Shard shard;
    Json machine;
    Json plan;
};

/// All that a folder's logs say.
struct StudyFiles {
    StudyHead head;
    Study study;
    std::vector<TrialTimes> times;
    std::vector<Trajectory> trajectories;
};

/// "shard 2/3"
std::string to_string(const Shard& shard);

Json to_json(const StudyHead& head);
Json to_json(const TrialTimes& times);

/// Throws InputError when the folder holds no study, or a line of its logs is damaged.
StudyFiles read_study(const std::string& folder);

/// The paths of the logs, in the order of `trials.jsonl`, `times.jsonl`, `trajectories.jsonl`.
std::vector<std::string> logs_of(const std::string& folder);

/// The paths of the files that a study's run writes or removes.
std::vector<std::string> log_files(const std::string& folder);

/// Whether a study was begun there, however damaged its logs may be.
bool holds_study(const std::string& folder);

/// A study that is being run: holds its folder for itself.
class StudyLog {
public:
    /// Makes the folder and its logs, or with `place.resume` opens those that stand there. Throws UsageError when a
    /// study stands there already, or one that does not fit `plan`. `machine`: what it runs on, for the record.
    StudyLog(const StudyPlace& place, const Json& plan, const Json& machine);

    /// Trials so far, as a study.
    Study study() const;
    /// Does the log hold a result of this trial?
    bool has(const Trial& trial) const;
    bool has_trajectory(const std::string& problem) const;

    /// Appends; what was added outlives a power cut.
    void add(const TrialRecord& record, const std::vector<double>& seconds);
    void add(const Trajectory& trajectory);

private:
    void begin(const StudyPlace& place, const Json& plan, const Json& machine);
    void resume(const StudyPlace& place, const Json& plan);

    std::string folder_;
    std::unique_ptr<storage::LockFile> lock_;
    StudyFiles files_;                ///< as found
    std::vector<TrialRecord> added_;  ///< since then
    std::set<std::string> ended_;     ///< keys of trials that need not run again
    std::unique_ptr<storage::AppendLog> trials_, times_, trajectories_;
};

}  // namespace descent::study
