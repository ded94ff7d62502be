#include <algorithm>

#include "base/text.h"
#include "report/warnings/warning.h"

namespace descent::report::warning {
namespace {

std::vector<std::string> find(const Results& results, const ProblemResults& problem) {
    std::vector<std::size_t> counts;
    std::vector<std::string> parts;
    for (const std::string& optimizer : results.study().optimizers) {
        const std::size_t count = configurations(results.study(), problem.problem, optimizer).size();
        if (count == 0) continue;  // all its trials are missing, which has a warning of its own
        counts.push_back(count);
        parts.push_back(optimizer + " " + to_text(count));
    }
    if (std::ranges::adjacent_find(counts, std::not_equal_to()) == counts.end()) return {};
    return {"the optimizers were tuned with different numbers of settings: " + join(parts, ", ")};
}

}  // namespace

Warning unequal_budgets() {
    return {.name = "unequal-budgets",
            .when = "one optimizer was tuned with more settings than another",
            .remedy = "the one with more has had more luck: give each a list of the same length with {set}, or none",
            .find = find};
}

}  // namespace descent::report::warning
