#pragma once
/// \file
/// What tuning found: the settings tried, each with its score, and the best of them.

#include "study/study.h"

namespace descent::study {

/// A setting tried in tuning, and the median of its scores over the tuning seeds (diverged: `worst`).
struct Configuration {
    Settings settings;
    std::size_t runs = 0;
    std::size_t diverged = 0;
    double score = 0;
};

/// The configurations of one optimizer on one problem, in order of their settings; those without any result are left
/// out.
std::vector<Configuration> configurations(const Study& study, const StudyProblem& problem,
                                          const std::string& optimizer);

/// The best configuration: best score, then fewest divergences, then the first. Null when all diverged.
const Configuration* best_of(const std::vector<Configuration>& tried, Metric metric);

/// The worst score that still counts as good beside `best`: accuracy `best - 0.02`, loss `best + |best| / 10`.
double tolerated(Metric metric, double best);

}  // namespace descent::study
