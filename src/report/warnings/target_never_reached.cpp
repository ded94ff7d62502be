#include "base/text.h"
#include "report/warnings/warning.h"

namespace descent::report::warning {
namespace {

std::vector<std::string> find(const Results& results, const ProblemResults& problem) {
    constexpr int digits = 6;
    std::vector<std::string> messages;
    for (const std::string& optimizer : results.study().optimizers) {
        const std::optional<ToTarget>& reached = problem.of(optimizer).to_target;
        if (!reached || reached->runs == 0 || reached->hits > 0) continue;
        messages.push_back(optimizer + ": none of " + to_text(reached->runs) + " runs reached the target " +
                           shown(reached->target, digits));
    }
    return messages;
}

}  // namespace

Warning target_never_reached() {
    return {.name = "target-never-reached",
            .when = "no final run of an optimizer reached the target",
            .remedy = "train longer ({epochs}) or choose an easier target ({target_accuracy}, {target_loss})",
            .find = find};
}

}  // namespace descent::report::warning
