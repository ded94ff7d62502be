#pragma once
/// \file
/// Performance profiles (Dolan and More 2002) of steps to target, as in AlgoPerf (Dahl et al. 2023).
///
/// An instance is a problem and a final seed that every optimizer ran. t(s, o): steps of optimizer o to the target,
/// infinite when missed. r(s, o) = t(s, o) / min over o of t(s, o). rho_o(tau) = share of instances with r <= tau; an
/// instance that nobody solved counts against all. Score: integral of rho_o over tau in [1, 4], divided by 3.

#include "comparison/statistics/study.h"

namespace descent::comparison {

constexpr double largest_tau = 4;

struct Profile {
    std::string optimizer;
    std::vector<double> ratios = {};  ///< of the solved instances, ascending
    std::size_t instances = 0;
    double score = 0;

    /// rho(tau); NaN without instances.
    double at(double tau) const;
};

/// One for each optimizer, over all problems that have a target.
std::vector<Profile> profiles(const Study& study);

/// `times[i][o]`: of instance i and optimizer o, infinite when missed.
std::vector<Profile> profiles(const std::vector<std::vector<double>>& times,
                              const std::vector<std::string>& optimizers);

}  // namespace descent::comparison
