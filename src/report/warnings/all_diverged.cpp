#include "report/warnings/warning.h"

namespace descent::report::warning {
namespace {

std::vector<std::string> find(const Results& results, const ProblemResults& problem) {
    std::vector<std::string> messages;
    for (const std::string& optimizer : results.study().optimizers) {
        const auto tried = configurations(results.study(), problem.problem, optimizer);
        if (tried.empty() || best_of(tried, problem.problem.metric) != nullptr) continue;
        messages.push_back(optimizer + ": every setting tried diverged, so it has no final runs");
    }
    return messages;
}

}  // namespace

Warning all_diverged() {
    return {.name = "all-diverged",
            .when = "every setting tried diverged, so there are no final runs",
            .remedy =
                "add smaller learning rates with {set OPTIMIZER.learning_rate=...}, or check the scaling of the "
                "data",
            .find = find};
}

}  // namespace descent::report::warning
