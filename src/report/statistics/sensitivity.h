#pragma once
/// \file
/// How much the result depends on the learning rate (the sensitivity plot of DeepOBS, Schneider et al. 2019).
///
/// For every rate tried in tuning: the best score among the configurations with that rate (each the median of its
/// seeds). A rate is good when its score is within `tolerance` of the best: accuracy at most 0.02 below it, loss at
/// most 1.1 times it (best losses below zero: |best| / 10 above). The good range is the unbroken run of good rates
/// around the best one; its width is log10(largest / smallest), in decades of the grid that was tried.

#include "report/study_names.h"

namespace descent::report {

struct RatePoint {
    double rate = 0;
    double score = 0;  ///< `worst` when all runs diverged
    std::size_t runs = 0;
    std::size_t diverged = 0;
    bool good = false;
};

struct Sensitivity {
    std::vector<RatePoint> points;  ///< by rate
    std::optional<std::size_t> best;
    double lowest_good = 0, highest_good = 0;
    double width = 0;      ///< decades
    bool on_edge = false;  ///< the best rate is the smallest or the largest of several tried
};

/// Is `score` good beside `best`?
bool within_tolerance(Metric metric, double score, double best);

Sensitivity sensitivity(const Study& study, const StudyProblem& problem, const std::string& optimizer);

}  // namespace descent::report
