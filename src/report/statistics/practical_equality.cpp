#include "report/statistics/practical_equality.h"

#include <algorithm>
#include <cmath>

#include "report/statistics/rounding.h"
#include "report/statistics/signed_rank.h"

namespace descent::report {

double region_of_equality(const Study& study, Metric metric, double a, double b) {
    if (metric == Metric::accuracy) return study.equal_accuracy + rounding;
    const double smaller = std::min(std::fabs(a), std::fabs(b));
    return std::isfinite(smaller) ? study.equal_loss * smaller : 0;
}

bool practically_equal(const Study& study, Metric metric, double a, double b) {
    if (a == b) return true;
    if (!std::isfinite(a) || !std::isfinite(b)) return false;
    return std::fabs(a - b) <= region_of_equality(study, metric, a, b);
}

std::string_view name_of(Conclusion conclusion) {
    switch (conclusion) {
        case Conclusion::better: return "better";
        case Conclusion::worse: return "worse";
        case Conclusion::equal: return "equal";
        case Conclusion::undecided: return "undecided";
    }
    return "";
}

Conclusion conclusion_of(const PairedDifference& difference, double corrected_p, double region) {
    const Interval& interval = difference.interval;
    const bool within = interval.low >= -region && interval.high <= region;
    if (within && interval.coverage >= wanted_coverage) return Conclusion::equal;
    const bool matters = std::fabs(difference.estimate) > region;
    if (corrected_p >= significance_level || !matters) return Conclusion::undecided;
    return difference.estimate > 0 ? Conclusion::better : Conclusion::worse;
}

}  // namespace descent::report
