#include "contest/preparation/decisions.h"

#include "contest/problem_kind.h"
#include "training/preparation/decisions.h"

namespace descent::contest {

std::vector<std::string> decisions(const std::vector<Problem>& problems, const training::GivenSettings& settings,
                                   const std::vector<std::string>& optimizers, const Registry& registry) {
    const Problem& first = problems.front();
    training::Lines lines = kind_of(first)->decisions(settings, optimizers, registry);
    training::append(lines, training::weight_decay_decision(first.options, optimizers, registry));
    return lines;
}

std::optional<Metric> metric_of(std::optional<Metric> asked, const Protocol& protocol) {
    return !asked && protocol.target_loss && !protocol.target_accuracy ? Metric::loss : asked;
}

}  // namespace descent::contest
