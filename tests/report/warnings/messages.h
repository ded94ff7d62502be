#pragma once
// What one kind of warning says of a study made by hand.

#include "report/reading.h"
#include "report/warnings/finding.h"

namespace hand_made {

inline std::vector<std::string> messages(const Study& s, std::string_view name) {
    const study::StudyFiles files = files_of(s);
    std::vector<std::string> found;
    for (const report::Finding& finding : report::findings(report::results_of(files))) {
        if (finding.name == name) found.push_back(finding.message);
    }
    return found;
}

}  // namespace hand_made
