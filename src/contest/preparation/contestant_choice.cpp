#include "contest/preparation/contestant_choice.h"

#include <descent/error.h>

#include <algorithm>

#include "base/names.h"
#include "base/range.h"
#include "base/text.h"
#include "contest/check.h"

namespace descent::contest {
namespace {

bool has_parameter(const OptimizerInfo& info, const std::string& name) {
    return std::ranges::find(info.hyper_parameters, name, &HyperParameterInfo::name) != info.hyper_parameters.end();
}

/// Then "ema.decay" is a setting of "ema(adam)".
bool works_around_others(const Registry& registry, const std::string& name) {
    const std::vector<OptimizerInfo> wrappers = registry.wrappers();
    return std::ranges::find(wrappers, name, &OptimizerInfo::name) != wrappers.end();
}

}  // namespace

void ContestantChoice::set(const std::string& given) {
    const std::size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == given.size()) {
        throw UsageError("set", "found " + quote(given) + ", expected [NAME.]KEY=VALUE[,VALUE...]");
    }
    const std::string name = given.substr(0, equals);
    const std::vector<std::string> values = split_list(given.substr(equals + 1));
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos) {
        settings[name] = values;
    } else {
        settings_of[name.substr(0, dot)][name.substr(dot + 1)] = values;
    }
}

std::vector<Contestant> ContestantChoice::contestants(const Registry& registry) const {
    auto of_all = settings;
    for (const auto& [optimizer, values] : settings_of) {
        if (std::ranges::find(optimizers, optimizer) != optimizers.end()) continue;
        if (!works_around_others(registry, optimizer)) {
            throw UsageError("set", quote(optimizer) + " does not take part" + did_you_mean(optimizer, optimizers));
        }
        for (const auto& [name, list] : values) of_all[optimizer + "." + name] = list;
    }
    std::map<std::string, bool> used;
    std::vector<Contestant> contestants;
    for (const std::string& optimizer : optimizers) {
        const OptimizerInfo info =
            parse_named("optimizers", optimizer, [&](const std::string& name) { return registry.info(name); });
        Contestant contestant{optimizer, {}};
        for (const auto& [name, values] : of_all) {
            if (!has_parameter(info, name)) continue;
            contestant.settings[name] = values;
            used[name] = true;
        }
        const auto own = settings_of.find(optimizer);
        if (own != settings_of.end()) {
            for (const auto& [name, values] : own->second) {
                if (!has_parameter(info, name)) throw UsageError("set", optimizer + " has no " + quote(name));
                contestant.settings[name] = values;
            }
        }
        contestants.push_back(std::move(contestant));
    }
    for (const auto& [name, values] : of_all) {
        if (!used[name]) throw UsageError("set", "no optimizer that takes part has " + quote(name));
    }
    return contestants;
}

void check_search(const std::vector<Contestant>& contestants, const Protocol& protocol, const Registry& registry,
                  const SearchGiven& given) {
    const std::string none = "has no meaning with tune none, which searches nothing";
    if (protocol.tuning == Tuning::none && given.budget) throw UsageError("budget", none);
    if (protocol.tuning == Tuning::none && given.tuned) throw UsageError("tuned", none);
    check_tuned(contestants, protocol, registry);
    bool searches = false, lists = false;
    for (const Contestant& one : contestants) {
        for (const auto& [name, values] : one.settings) lists = lists || values.size() > 1;
        for (const HyperParameterInfo& parameter : registry.info(one.optimizer).hyper_parameters) {
            const bool tuned = std::ranges::find(protocol.tuned, parameter.name) != protocol.tuned.end();
            searches = searches || (tuned && !one.settings.contains(parameter.name));
        }
    }
    searches = searches && protocol.tuning != Tuning::none;
    if (given.budget && !searches) {
        throw UsageError("budget", "has no meaning where every hyper-parameter that is tuned is set");
    }
    if (given.tuning_seeds && !searches && !lists) {
        throw UsageError("tuning_seeds", "has no meaning where every optimizer has one setting");
    }
}

}  // namespace descent::contest
