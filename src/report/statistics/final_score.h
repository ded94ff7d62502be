#pragma once
/// \file
/// Final loss and accuracy over the final seeds.
///
/// median, quartiles and interval of the value at the end of each run (distribution.h). A diverged run stands in
/// the order as worse than every number; interrupted and failed runs are missing, and counted.

#include <optional>

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

FinalScore final_score(const Study& study, const StudyProblem& problem, const std::string& optimizer);

/// What optimizers are ranked by: without any finite score, the worst.
double median_or_worst(const FinalScore& score, Metric metric);

Cell settings_cell(const FinalScore& score);

}  // namespace descent::report
