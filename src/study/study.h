#pragma once
/// \file
/// A study as its logs tell it: what was to be done, and the trials that ended. All figures start here.

#include <optional>
#include <string>
#include <vector>

#include "study/trial.h"

namespace descent::study {

struct StudyProblem {
    std::string name;
    Metric metric = Metric::loss;
    std::string definition = {};  ///< all that the plan says of it, JSON on several lines
    bool is_function = false;     ///< judged by its value, which needs no data
};

struct Study {
    std::vector<StudyProblem> problems;
    std::vector<std::string> optimizers;
    std::vector<std::vector<Settings>> tried;            ///< settings planned for each optimizer
    std::string tuning;                                  ///< how settings were searched: "grid"
    std::uint64_t budget = 0;                            ///< settings planned for each optimizer
    std::uint64_t tuning_seeds = 0;                      ///< runs planned of each setting
    std::uint64_t seeds = 0;                             ///< final runs planned for each optimizer
    std::uint64_t first_seed = 1;                        ///< of tuning; the final runs take those that follow
    std::uint64_t studies = 1;                           ///< repeats of tuning and final runs; each takes further seeds
    bool has_paths = false;                              ///< paths of the weights are planned
    std::string baseline;                                ///< as asked for: `baseline_of`
    double equal_accuracy = 0.01, equal_loss = 0.05;     ///< what is practically equal: Protocol
    std::optional<double> target_accuracy, target_loss;  ///< as asked for
    std::vector<TrialRecord> trials;                     ///< one record a trial: `latest_of_each`

    /// The target asked for problems of that metric.
    const std::optional<double>& asked_target(Metric metric) const {
        return metric == Metric::accuracy ? target_accuracy : target_loss;
    }

    /// In order of their settings, then seeds.
    std::vector<const TrialRecord*> of(const std::string& problem, const std::string& optimizer, Phase phase) const;
};

/// The optimizer that others are held against: the first, unless another was asked for; empty where there is none.
std::string baseline_of(const Study& study);

/// Merges the records of a log: of several of one trial the latest that has a result, else the latest. In order of
/// settings, then seeds, so that the order in which trials ended leaves no trace.
std::vector<TrialRecord> latest_of_each(std::vector<TrialRecord> records);

/// The value of a numeric setting; NaN when it is not set or no number.
double setting(const Settings& settings, const std::string& name);

}  // namespace descent::study
