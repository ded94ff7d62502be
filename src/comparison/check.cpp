#include "comparison/check.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "comparison/run_trial.h"
#include "comparison/tuning.h"
#include "network/layout.h"
#include "objective/function_objective.h"
#include "training/function_task.h"
#include "training/network_task.h"
#include "training/request.h"
#include "update/groups.h"
#include "update/settings.h"

namespace descent::comparison {
namespace {

void check_values(const Contestant& contestant, const Protocol& protocol, const Registry& registry) {
    const OptimizerInfo info = registry.info(contestant.optimizer);
    for (const Settings& settings : settings_to_try(contestant, info, protocol)) update::parse_settings(info, settings);
}

/// The default may name what a contestant has not; who names a hyper-parameter means one that is there.
void check_tuned(const std::vector<Contestant>& contestants, const Protocol& protocol, const Registry& registry) {
    if (protocol.tuned == Protocol{}.tuned) return;
    std::vector<std::string> known;
    for (const Contestant& one : contestants) {
        for (const HyperParameterInfo& parameter : registry.info(one.optimizer).hyper_parameters) {
            if (std::ranges::find(known, parameter.name) == known.end()) known.push_back(parameter.name);
        }
    }
    for (const std::string& name : protocol.tuned) {
        if (std::ranges::find(known, name) != known.end()) continue;
        throw UsageError("tuned", "no optimizer that takes part has a hyper-parameter " + quote(name) +
                                      did_you_mean(name, known) + " (they have: " + join(known) + ")");
    }
}

void check_targets(const std::vector<Problem>& problems, const Protocol& protocol) {
    const auto judged_by = [&](Metric metric) { return std::ranges::count(problems, metric, &Problem::metric) > 0; };
    if (protocol.target_accuracy && !judged_by(Metric::accuracy)) {
        throw UsageError("target_accuracy", "no problem is judged by its accuracy; name a loss instead");
    }
    if (protocol.target_loss && !judged_by(Metric::loss)) {
        throw UsageError("target_loss", "no problem is judged by its loss; name an accuracy instead");
    }
}

void check_problem(const Problem& problem, const Contestant& any, const Protocol& protocol, const Registry& registry) {
    const Trial trial{.problem = problem.name, .optimizer = any.optimizer, .seed = protocol.first_seed};
    const TrainingOptions options = options_of(problem, trial, {});
    Observer nobody;
    if (!problem.function.empty()) {
        training::FunctionTask task(problem.function);
        training::check({task, options, registry, nobody});
        update::group_factors(objective::make_function_objective(problem.function, trial.seed)->layout(),
                              options.groups);
        return;
    }
    const auto [training, validation] = parts_of(problem, trial);
    for (const Dataset& held_out : {validation, problem.test}) {
        training::NetworkTask task(problem.network, training, held_out);
        training::check({task, options, registry, nobody});
    }
    update::group_factors(network::make_layout(problem.network), options.groups);
}

}  // namespace

void check(const std::vector<Problem>& problems, const std::vector<Contestant>& contestants, const Protocol& protocol,
           const Registry& registry) {
    for (const Contestant& one : contestants) check_values(one, protocol, registry);
    check_tuned(contestants, protocol, registry);
    check_targets(problems, protocol);
    if (contestants.empty()) return;
    for (const Problem& problem : problems) check_problem(problem, contestants.front(), protocol, registry);
}

}  // namespace descent::comparison
