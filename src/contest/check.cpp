#include "contest/check.h"

#include <descent/error.h>

#include <algorithm>

#include "base/text.h"
#include "contest/run_trial.h"
#include "contest/tuning.h"
#include "training/weight_decay.h"
#include "update/groups.h"
#include "update/settings.h"

namespace descent::contest {
namespace {

void check_values(const Contestant& contestant, const Protocol& protocol, const Registry& registry) {
    const OptimizerInfo info = registry.info(contestant.optimizer);
    for (const Settings& settings : settings_to_try(contestant, info, protocol)) update::parse_settings(info, settings);
}

/// A decay given for all must not be searched, too. Returns whether any trial has one.
bool check_decay(const Problem& problem, const Contestant& contestant, const Protocol& protocol,
                 const Registry& registry) {
    TrainingOptions options = problem.options;
    options.optimizer = contestant.optimizer;
    bool any = false;
    for (const Settings& settings : settings_to_try(contestant, registry.info(contestant.optimizer), protocol)) {
        options.settings = settings;
        training::with_decay_of_rule(options, registry);
        any = any || training::decays(options, registry);
    }
    return any;
}

}  // namespace

void check_tuned(const std::vector<Contestant>& contestants, const Protocol& protocol, const Registry& registry) {
    if (protocol.tuned == Protocol{}.tuned) return;
    std::vector<std::string> known;
    for (const Contestant& one : contestants) {
        for (const HyperParameterInfo& parameter : registry.info(one.optimizer).hyper_parameters) {
            if (std::ranges::find(known, parameter.name) == known.end()) known.push_back(parameter.name);
        }
    }
    for (const std::string& name : protocol.tuned) {
        if (std::ranges::find(known, name) == known.end()) {
            throw UsageError("tuned", "no optimizer that takes part has a hyper-parameter " + quote(name) +
                                          did_you_mean(name, known) + " (they have: " + join(known) + ")");
        }
        if (std::ranges::all_of(contestants, [&](const Contestant& one) { return one.settings.contains(name); })) {
            throw UsageError("tuned", quote(name) + " is set for every optimizer, so nothing of it is searched");
        }
    }
}

namespace {

void check_targets(const ProblemKinds& problems, const Protocol& protocol) {
    const auto judged_by = [&](Metric metric) {
        return std::ranges::any_of(problems, [&](const auto& kind) { return kind->problem().metric == metric; });
    };
    if (protocol.target_accuracy && !judged_by(Metric::accuracy)) {
        throw UsageError("target_accuracy", "no problem is judged by its accuracy; name a loss instead");
    }
    if (protocol.target_loss && !judged_by(Metric::loss)) {
        throw UsageError("target_loss", "no problem is judged by its loss; name an accuracy instead");
    }
}

void check_equality(const ProblemKinds& problems, const std::vector<Contestant>& contestants,
                    const Protocol& protocol) {
    const bool asked = !protocol.baseline.empty();
    if (asked && std::ranges::find(contestants, protocol.baseline, &Contestant::optimizer) == contestants.end()) {
        throw UsageError("baseline", quote(protocol.baseline) + " does not take part");
    }
    const auto judged_by = [&](Metric metric) {
        return std::ranges::any_of(problems, [&](const auto& kind) { return kind->problem().metric == metric; });
    };
    if (protocol.equal_accuracy != Protocol{}.equal_accuracy && !judged_by(Metric::accuracy)) {
        throw UsageError("equal_accuracy", "no problem is judged by its accuracy");
    }
    if (protocol.equal_loss != Protocol{}.equal_loss && !judged_by(Metric::loss)) {
        throw UsageError("equal_loss", "no problem is judged by its loss");
    }
}

}  // namespace

void check(const ProblemKinds& problems, const std::vector<Contestant>& contestants, const Protocol& protocol,
           const Registry& registry) {
    for (const Contestant& one : contestants) check_values(one, protocol, registry);
    check_tuned(contestants, protocol, registry);
    check_targets(problems, protocol);
    check_equality(problems, contestants, protocol);
    if (contestants.empty()) return;
    for (const auto& kind : problems) {
        const Problem& problem = kind->problem();
        const Trial any{
            .problem = problem.name, .optimizer = contestants.front().optimizer, .seed = protocol.first_seed};
        kind->check(options_of(problem, any, {}), registry);
        bool decays = false;
        for (const Contestant& one : contestants) {
            decays = check_decay(problem, one, protocol, registry) || decays;
            update::check_groups(registry, one.optimizer, kind->layout(), problem.options.groups);
        }
        if (!decays) training::refuse_group_decay(problem.options);
    }
}

}  // namespace descent::contest
