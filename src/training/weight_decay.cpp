#include "training/weight_decay.h"

#include <descent/error.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "update/groups.h"

namespace descent::training {
namespace {

const std::string decay_name = "weight_decay";

std::optional<HyperParameterInfo> decay_of(const Registry& registry, const std::string& optimizer) {
    for (const HyperParameterInfo& one : registry.info(optimizer).hyper_parameters) {
        if (one.name == decay_name && one.scale != Scale::choice) return one;
    }
    return std::nullopt;
}

}  // namespace

TrainingOptions with_decay_of_rule(TrainingOptions options, const Registry& registry) {
    const auto own = decay_of(registry, options.optimizer);
    if (!options.weight_decay || !own) return options;
    const double decay = *options.weight_decay;
    const std::string whose = ", the decay of optimizer " + quote(options.optimizer) + " itself";
    if (options.settings.contains(decay_name)) {
        throw UsageError(decay_name, "is given as 'set weight_decay' too" + whose + "; give one of them");
    }
    if (!(decay >= own->minimum && decay <= own->maximum)) {
        throw UsageError(decay_name, "is " + to_text(decay) + ", expected " + to_text(own->minimum) + " to " +
                                         to_text(own->maximum) + whose);
    }
    options.settings[decay_name] = to_text(decay);
    options.weight_decay.reset();
    return options;
}

bool decays(const TrainingOptions& options, const Registry& registry) {
    if (options.weight_decay.value_or(0) > 0 || options.l1 > 0) return true;
    const auto of_rule = [&](const HyperParameterInfo& one) {
        if (one.scale == Scale::choice || one.name.find("decay") == std::string::npos) return false;
        const auto given = options.settings.find(one.name);
        return given == options.settings.end() ? one.default_value != 0 : parse_number<double>(given->second) != 0.0;
    };
    return std::ranges::any_of(registry.info(options.optimizer).hyper_parameters, of_rule);
}

void refuse_group_decay(const TrainingOptions& options) {
    for (const std::string& text : options.groups) {
        const double decay = update::parse_group(text).decay;
        if (decay < 0) continue;
        throw UsageError("group", "decay=" + to_text(decay) +
                                      " has no effect where nothing decays; weight_decay and l1 make weights decay");
    }
}

std::string weight_decay_note(double decay, const std::vector<std::string>& optimizers, const Registry& registry) {
    std::vector<std::string> own, without, parts;
    for (const std::string& one : optimizers) (decay_of(registry, one) ? own : without).push_back(one);
    if (!own.empty()) parts.push_back("the weight_decay of " + join(own));
    if (!without.empty()) parts.push_back("added to the gradient of " + join(without));
    return "weight decay " + to_text(decay) + ": " + join(parts, "; ");
}

}  // namespace descent::training
