#pragma once
/// \file
/// What a study gives reason to doubt: a kind of warning a file, all of them in list.inc.

#include <string>
#include <string_view>
#include <vector>

#include "report/cell.h"
#include "report/results.h"

namespace descent::report {

/// A kind of warning.
struct Warning {
    std::string_view name;    ///< "best-on-edge"; stands in summary.json: never change
    std::string_view when;    ///< what gives rise to it, for docs/comparison.md
    std::string_view remedy;  ///< what to do about it; settings stand between braces: "run more seeds ({seeds})"
    std::vector<std::string> (*find)(const Results& results, const ProblemResults& problem);  ///< a line each
};

/// A warning about one problem of a study.
struct Finding {
    std::string_view name;
    std::string problem;
    std::string message;      ///< what was seen, one line
    std::string_view remedy;  ///< as in Warning

    /// Its remedy with every setting as `spelling` has it; without one by its name.
    std::string remedy_text(const SettingSpelling& spelling) const;
};

/// Every kind, in the order of the list.
const std::vector<Warning>& warnings();

/// All that the study gives reason for, problem by problem, in the order of the list.
std::vector<Finding> findings(const Results& results);

}  // namespace descent::report
