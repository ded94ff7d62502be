#pragma once
/// \file
/// Differences that do not matter, and what a pair of optimizers comes to.

#include <string_view>

#include "report/statistics/paired_difference.h"
#include "report/study_names.h"

namespace descent::report {

/// How far apart two scores may be without a difference that matters: accuracies by `Study::equal_accuracy`, losses by
/// `Study::equal_loss` times the smaller of the two.
double region_of_equality(const Study& study, Metric metric, double a, double b);

/// Whether two scores are no further apart than that. Two diverged runs are equal, one is not.
bool practically_equal(const Study& study, Metric metric, double a, double b);

/// What a pair's runs say.
enum class Conclusion {
    better,     ///< the first is: the difference is significant, and larger than the region of equality
    worse,      ///< the second is
    equal,      ///< an interval of the difference with a coverage of 95% at least lies within the region of equality
    undecided,  ///< none of these
};

/// "better", "worse", "equal", "undecided": texts of summary.json.
std::string_view name_of(Conclusion conclusion);

/// `difference`: positive where the first is better.
Conclusion conclusion_of(const PairedDifference& difference, double corrected_p, double region);

}  // namespace descent::report
