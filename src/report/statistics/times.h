#pragma once
/// \file
/// What differs from run to run: seconds of training, from the log of times. Kept apart from every other figure.

#include "report/statistics/distribution.h"
#include "report/study_names.h"
#include "study/log.h"

namespace descent::report {

using study::TrialTimes;

struct TimeFigure {
    Distribution seconds;            ///< of a whole finished final run
    Distribution seconds_to_target;  ///< a miss is infinite
    double seconds_per_epoch = 0;    ///< median over the epochs of the final runs
};

/// `target` absent: no seconds to target. A trial without times is left out.
TimeFigure time_figure(const Study& study, const StudyProblem& problem, const std::string& optimizer,
                       const std::optional<double>& target, const std::vector<TrialTimes>& times);

}  // namespace descent::report
