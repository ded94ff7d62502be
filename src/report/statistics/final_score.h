#pragma once
/// \file
/// Final loss and accuracy over the final seeds.
///
/// median, quartiles and interval of the value at the end of each run (distribution.h). A diverged run stands in
/// the order as worse than every number; interrupted and failed runs are missing, and counted.

#include <optional>
#include <set>

#include "report/cell.h"
#include "report/statistics/distribution.h"
#include "report/study_names.h"

namespace descent::report {

struct FinalScore {
    std::size_t runs = 0;  ///< with a result: finished or diverged
    std::size_t finished = 0;
    std::size_t diverged = 0;
    std::size_t missing = 0;                ///< interrupted or failed
    std::optional<Settings> settings = {};  ///< what was run; nothing where every setting tried diverged
    Distribution test_loss, test_accuracy;
    Distribution validation_loss, validation_accuracy;
    Distribution training_loss;
    Distribution score;  ///< the problem's metric on test data
};

/// Every setting that was tried diverged, so there are no final runs: in pairs and profiles, each of the problem's
/// final seeds counts as diverged.
bool lost_in_tuning(const Study& study, const StudyProblem& problem, const std::string& optimizer);

/// The seeds with which any optimizer has final runs on the problem.
std::set<std::uint64_t> final_seeds(const Study& study, const StudyProblem& problem);

FinalScore final_score(const Study& study, const StudyProblem& problem, const std::string& optimizer);

/// What optimizers are ranked by: without any finite score, the worst.
double median_or_worst(const FinalScore& score, Metric metric);

Cell settings_cell(const FinalScore& score);

/// Optimizers from best to worst by the median of their score; equal medians in the study's order, those without any
/// finished run last.
std::vector<std::string> ranking(const Study& study, const StudyProblem& problem);

}  // namespace descent::report
