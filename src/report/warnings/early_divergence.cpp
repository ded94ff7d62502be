#include "base/text.h"
#include "report/warnings/warning.h"

namespace descent::report::warning {
namespace {

std::vector<std::string> find(const Results& results, const ProblemResults& problem) {
    std::vector<std::string> messages;
    for (const std::string& optimizer : results.study().optimizers) {
        const Divergence& final = problem.of(optimizer).final_runs;
        if (final.diverged == 0) continue;
        messages.push_back(optimizer + ": " + to_text(final.diverged) + " of " + to_text(final.runs) +
                           " final runs diverged, the first after " + to_text(*final.earliest_epoch) + " whole epochs");
    }
    return messages;
}

}  // namespace

Warning early_divergence() {
    return {.name = "early-divergence",
            .when = "final runs diverged at the setting that tuning found best",
            .remedy =
                "the best setting is close to instability: tune with more seeds ({tuning_seeds}) or add smaller "
                "rates",
            .find = find};
}

}  // namespace descent::report::warning
