#pragma once
/// \file
/// What a study gives reason to doubt: a kind of warning a file, all of them in list.inc.

#include <string>
#include <string_view>
#include <vector>

#include "report/results.h"

namespace descent::report {

/// A kind of warning.
struct Warning {
    std::string_view name;    ///< "best-on-edge"; stands in summary.json: never change
    std::string_view when;    ///< what gives rise to it, for docs/comparison.md
    std::string_view remedy;  ///< what to do about it; settings stand between braces: "run more seeds ({seeds})"
    std::vector<std::string> (*find)(const Results& results, const ProblemResults& problem);  ///< a line each
};

/// Every kind, in the order of the list.
const std::vector<Warning>& warnings();

}  // namespace descent::report
