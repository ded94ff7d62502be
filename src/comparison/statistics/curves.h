#pragma once
/// \file
/// Curves over the epochs: median and quartiles of the final runs that reached each epoch.
///
/// A run that ended early takes part up to its end and no further; `runs` says how many stand behind a point.

#include "comparison/statistics/study.h"

namespace descent::comparison {

struct Band {
    std::uint64_t epoch = 0;
    std::uint64_t step = 0;
    std::size_t runs = 0;
    double median = 0, lower_quartile = 0, upper_quartile = 0;
};

/// `member`: which column of the curve. Points without a number are left out.
std::vector<Band> curve_of(const Study& study, const StudyProblem& problem, const std::string& optimizer,
                           double CurvePoint::*member);

}  // namespace descent::comparison
