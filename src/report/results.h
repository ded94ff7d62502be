#pragma once
/// \file
/// What a study says, as typed values: made once from its logs, read by every figure, warning and format.

#include "report/statistics/divergence.h"
#include "report/statistics/final_score.h"
#include "report/statistics/over_problems.h"
#include "report/statistics/run_scores.h"
#include "report/statistics/sensitivity.h"
#include "report/statistics/to_target.h"
#include "report/statistics/wins.h"
#include "study/log.h"

namespace descent::report {

/// One optimizer on one problem.
struct Standing {
    std::size_t rank = 0;  ///< from 1; equal medians share theirs
    std::string optimizer;
    std::optional<double> p_against_first = {};              ///< corrected; nothing for the first itself
    Conclusion conclusion_of_first = Conclusion::undecided;  ///< held against this one
    bool clearly_behind_first = false;                       ///< the first is better, by more than practical equality
    FinalScore final = {};
    std::optional<ToTarget> to_target = {};  ///< nothing where the problem has no target
    Divergence tuning = {}, final_runs = {};
    Sensitivity sensitivity = {};
};

/// What runs are judged by, in words.
struct JudgedBy {
    std::string figure;   ///< "validation accuracy"; of a test function "value"
    std::string on_data;  ///< " on validation data"; nothing for a test function
};

struct ProblemResults {
    StudyProblem problem;
    JudgedBy tuned = {};                   ///< in tuning: on validation data, or where nothing was held out on training
    JudgedBy final = {};                   ///< at the end: on test data
    std::optional<double> target = {};     ///< of the figure of tuning
    bool target_asked_for = false;         ///< by the command; else it was chosen from the tuning runs
    std::vector<Standing> standings = {};  ///< by rank
    std::vector<PairOfOptimizers> wins = {};

    const Standing& of(const std::string& optimizer) const;
    /// As seen from `one`; an empty pair where there is none.
    PairOfOptimizers pair_of(const std::string& one, const std::string& other) const;
};

/// Refers to the files: they outlive it.
struct Results {
    const study::StudyFiles& files;
    std::vector<ProblemResults> problems;
    OverProblems over = {};
    std::vector<RunScores> scores = {};

    const Study& study() const { return files.study; }
};

Results results_of(const study::StudyFiles& files);

}  // namespace descent::report
