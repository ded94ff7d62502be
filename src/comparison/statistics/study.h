#pragma once
/// \file
/// A study as its logs tell it: what was to be done, and the trials that ended. All figures start here.

#include <span>
#include <string>
#include <vector>

#include "comparison/trial.h"

namespace descent::comparison {

struct StudyProblem {
    std::string name;
    Metric metric = Metric::loss;
};

struct Study {
    std::vector<StudyProblem> problems;
    std::vector<std::string> optimizers;
    std::uint64_t seeds = 0;                             ///< final runs planned for each optimizer
    std::uint64_t budget = 0;                            ///< settings planned for each optimizer
    std::optional<double> target_accuracy, target_loss;  ///< as asked for
    std::vector<TrialRecord> trials;  ///< by key: one record a trial, the last that is not interrupted or failed

    /// The target asked for problems of that metric.
    const std::optional<double>& asked_target(Metric metric) const {
        return metric == Metric::accuracy ? target_accuracy : target_loss;
    }

    /// In order of their settings, then seeds.
    std::vector<const TrialRecord*> of(const std::string& problem, const std::string& optimizer, Phase phase) const;
};

/// Records that say something (finished, diverged) stand; interrupted and failed ones only where no other is. Sorted by
/// key, so that the order in which trials ended is forgotten.
std::vector<TrialRecord> last_of_each(std::vector<TrialRecord> records);

/// The value of a numeric setting; NaN when it is not set or no number.
double setting(const std::map<std::string, std::string>& settings, const std::string& name);

/// A setting tried in tuning, and the median of its scores over the tuning seeds (diverged: `worst`).
struct Configuration {
    std::map<std::string, std::string> settings;
    std::size_t runs = 0;
    std::size_t diverged = 0;
    double score = 0;
};

/// The configurations of one optimizer on one problem, in order of their settings; those without a run that says
/// something are left out.
std::vector<Configuration> configurations(const Study& study, const StudyProblem& problem,
                                          const std::string& optimizer);

/// The worst score that still counts as good beside `best`: accuracy `best - 0.02`, loss `best + |best| / 10`.
double tolerated(Metric metric, double best);

/// The best configuration: best score, then fewest divergences, then the first. Null when all diverged.
const Configuration* best_of(const std::vector<Configuration>& tried, Metric metric);

}  // namespace descent::comparison
