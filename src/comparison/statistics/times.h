#pragma once
/// \file
/// What differs from run to run: seconds of training, from the log of times. Kept apart from every other figure.

#include "comparison/statistics/distribution.h"
#include "comparison/statistics/study.h"

namespace descent::comparison {

/// Seconds of training at the end of each epoch of one trial, evaluation not counted.
struct TrialTimes {
    std::string key;  ///< of the trial
    std::vector<double> seconds;
};

struct TimeFigure {
    Distribution seconds;            ///< of a whole finished final run
    Distribution seconds_to_target;  ///< a miss is infinite
    double seconds_per_epoch = 0;    ///< median over the epochs of the final runs
};

/// `target` absent: no seconds to target. A trial without times is left out.
TimeFigure time_figure(const Study& study, const StudyProblem& problem, const std::string& optimizer,
                       const std::optional<double>& target, const std::vector<TrialTimes>& times);

}  // namespace descent::comparison
