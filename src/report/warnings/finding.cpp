#include "report/warnings/finding.h"

#include "report/warnings/warning.h"

namespace descent::report {

std::string Finding::remedy_text(const SettingSpelling& spelling) const {
    std::string text;
    std::string_view rest = remedy;
    for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const std::size_t close = rest.find('}', open);
        const std::string setting(rest.substr(open + 1, close - open - 1));
        text += std::string(rest.substr(0, open)) + (spelling ? spelling(setting) : setting);
        rest.remove_prefix(close + 1);
    }
    return text + std::string(rest);
}

std::vector<Finding> findings(const Results& results) {
    std::vector<Finding> found;
    for (const ProblemResults& problem : results.problems) {
        for (const Warning& warning : warnings()) {
            for (std::string& message : warning.find(results, problem)) {
                found.push_back({warning.name, problem.problem.name, std::move(message), warning.remedy});
            }
        }
    }
    return found;
}

}  // namespace descent::report
