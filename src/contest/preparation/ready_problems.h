#pragma once
/// \file
/// Problems that come with the program: those of a suite, and test functions.
///
///     std::vector<std::string> left_out;
///     const std::vector<Problem> problems = ready_problems({.suite = "small"}, settings, left_out);

#include <descent/comparison.h>

#include <string>
#include <vector>

#include "training/preparation/given_settings.h"

namespace descent::contest {

struct ReadyChoice {
    std::string suite = {};   ///< empty: none
    std::string tables = {};  ///< folder of the suite's tables; empty: where Debian puts them
    std::vector<std::string> functions = {};
};

/// [any thread] The suite's, then a function each: their own options with what a user gave on top. Appends a line to
/// `left_out` for each problem whose data is not there. Throws UsageError for an unknown name.
std::vector<Problem> ready_problems(const ReadyChoice& choice, const training::GivenSettings& settings,
                                    std::vector<std::string>& left_out);

}  // namespace descent::contest
