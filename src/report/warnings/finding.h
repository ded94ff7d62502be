#pragma once
/// \file
/// The warnings that a study gives rise to.

#include <string>
#include <string_view>
#include <vector>

#include "report/results.h"

namespace descent::report {

/// A warning about one problem of a study.
struct Finding {
    std::string_view name;
    std::string problem;
    std::string message;      ///< what was seen, one line
    std::string_view remedy;  ///< as in Warning

    /// Its remedy with every setting as `spelling` has it; without one by its name.
    std::string remedy_text(const SettingSpelling& spelling) const;
};

/// All that the study gives reason for, problem by problem, in the order of the list.
std::vector<Finding> findings(const Results& results);

}  // namespace descent::report
