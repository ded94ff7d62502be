#include "base/text.h"
#include "report/warnings/warning.h"

namespace descent::report::warning {
namespace {

std::vector<std::string> find(const Results& results, const ProblemResults& problem) {
    std::vector<std::string> messages;
    for (const std::string& optimizer : results.study().optimizers) {
        const Sensitivity& rates = problem.of(optimizer).sensitivity;
        if (!rates.on_edge) continue;
        const std::string side = *rates.best == 0 ? "smallest" : "largest";
        messages.push_back(optimizer + ": the best learning rate, " + to_text(rates.points[*rates.best].rate) +
                           ", is the " + side + " that was tried");
    }
    return messages;
}

}  // namespace

Warning best_on_edge() {
    return {.name = "best-on-edge",
            .when = "the best learning rate is the smallest or largest that was tried",
            .remedy = "the true best may lie outside: give a wider list with --set OPTIMIZER.learning_rate=...",
            .find = find};
}

}  // namespace descent::report::warning
