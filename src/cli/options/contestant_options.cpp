#include <algorithm>

#include "base/text.h"
#include "cli/options/comparison_options.h"

namespace descent::cli {
namespace {

bool has_parameter(const OptimizerInfo& info, const std::string& name) {
    return std::ranges::find(info.hyper_parameters, name, &HyperParameterInfo::name) != info.hyper_parameters.end();
}

}  // namespace

void ContestantOptions::add_to(OptionList& options) {
    options.group("Optimizers", {when_run()});
    options.add({.name = "optimizers",
                 .value = "A,B,...",
                 .help = "who takes part; 'descent optimizers' lists them",
                 .default_text = join(optimizers, ","),
                 .set = [this](const std::string& given) { optimizers = split_list(given); }});
    options.add({.name = "set",
                 .value = "[NAME.]KEY=X,Y,...",
                 .help = "a hyper-parameter of the optimizer NAME, or of all that have it; several values become a "
                         "grid, and replace the search of this hyper-parameter",
                 .kind = Option::Kind::repeated,
                 .set = [this](const std::string& given) { set(given); }});
}

void ContestantOptions::set(const std::string& given) {
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

std::vector<Contestant> ContestantOptions::contestants(const Registry& registry) const {
    for (const auto& [optimizer, values] : settings_of) {
        if (std::ranges::find(optimizers, optimizer) != optimizers.end()) continue;
        throw UsageError("set", quote(optimizer) + " does not take part" + did_you_mean(optimizer, optimizers));
    }
    std::map<std::string, bool> used;
    std::vector<Contestant> contestants;
    for (const std::string& optimizer : optimizers) {
        const OptimizerInfo info = registry.info(optimizer);
        Contestant contestant{optimizer, {}};
        for (const auto& [name, values] : settings) {
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
    for (const auto& [name, values] : settings) {
        if (!used[name]) throw UsageError("set", "no optimizer that takes part has " + quote(name));
    }
    return contestants;
}

}  // namespace descent::cli
