#include "base/text.h"
#include "report/warnings/warning.h"

namespace descent::report::warning {
namespace {

std::vector<std::string> find(const Results& results, const ProblemResults& problem) {
    std::vector<std::string> messages;
    for (const std::string& optimizer : results.study().optimizers) {
        std::size_t failed = 0, interrupted = 0;
        for (const Phase phase : {Phase::tune, Phase::final}) {
            for (const TrialRecord* record : results.study().of(problem.problem.name, optimizer, phase)) {
                failed += record->outcome() == Outcome::failed;
                interrupted += record->outcome() == Outcome::interrupted;
            }
        }
        if (failed + interrupted == 0) continue;
        messages.push_back(optimizer + ": trials that failed: " + to_text(failed) +
                           ", interrupted: " + to_text(interrupted) + "; no figure counts them");
    }
    return messages;
}

}  // namespace

Warning trials_missing() {
    return {.name = "trials-missing",
            .when = "trials failed or were interrupted",
            .remedy = "run the same command again with {resume}; read the messages of failed trials in trials.jsonl",
            .find = find};
}

}  // namespace descent::report::warning
