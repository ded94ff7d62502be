#include "contest/preparation/decisions.h"

#include "training/preparation/decisions.h"

namespace descent::contest {

std::vector<std::string> decisions(const std::vector<Problem>& problems, const training::GivenSettings& settings,
                                   const std::vector<std::string>& optimizers, const Registry& registry) {
    const Problem& first = problems.front();
    training::Lines lines;
    if (first.function.empty() && !first.source.empty()) {
        lines = training::decisions_on(first.network, first.training, first.test, first.options);
        training::append(lines, training::held_out_notes(first.training, first.validation_data));
        training::append(lines, training::data_defaults(settings, first.options));
        training::append(lines,
                         training::closure_warning(first.options, first.training.patterns(), optimizers, registry));
    }
    training::append(lines, training::weight_decay_decision(first.options, optimizers, registry));
    return lines;
}

std::string metric_of(const std::string& asked, const Protocol& protocol) {
    return asked.empty() && protocol.target_loss && !protocol.target_accuracy ? "loss" : asked;
}

}  // namespace descent::contest
