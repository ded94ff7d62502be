#include <descent/error.h>

#include "base/text.h"
#include "training/settings/rows.h"

namespace descent::training {
namespace {

using Settings = std::map<std::string, std::string>;

/// The same text for the same number, however the user spelled it.
std::string canonical(const std::string& value) {
    const auto number = parse_number<double>(value);
    return number ? to_text(*number) : value;
}

std::string default_text(const HyperParameterInfo& parameter) {
    if (parameter.scale != Scale::choice) return to_text(parameter.default_value);
    return parameter.choices.at(static_cast<std::size_t>(parameter.default_value));
}

/// Complete, with the defaults of the optimizer.
Json to_json(const TrainingOptions& options, const Registry& registry) {
    Json record = Json::object();
    for (const auto& parameter : registry.info(options.optimizer).hyper_parameters) {
        const auto given = options.settings.find(parameter.name);
        record[parameter.name] = given == options.settings.end() ? default_text(parameter) : canonical(given->second);
    }
    return record;
}

std::string print(const TrainingOptions& options) {
    std::string text;
    for (const auto& [name, value] : options.settings) text += (text.empty() ? "" : "\n") + name + "=" + value;
    return text;
}

void take_assignments(TrainingOptions& options, const std::string& given) {
    const std::size_t equals = given.find('=');
    if (equals == std::string::npos || equals == 0) {
        throw UsageError("set", "found " + quote(given) + ", expected KEY=VALUE");
    }
    options.settings[given.substr(0, equals)] = given.substr(equals + 1);
}

Setting hyper_parameters() {
    Setting setting{{.name = "set",
                     .value = "KEY=VALUE",
                     .help =
                         "a hyper-parameter of the optimizer, such as learning_rate=0.01; 'descent optimizers NAME' "
                         "lists them",
                     .theme = Theme::optimizer,
                     .in_comparison = InComparison::trial}};
    setting.kind = Setting::Kind::assignment;
    setting.print = print;
    setting.parse = take_assignments;
    setting.to_json = to_json;
    return setting;
}

}  // namespace

std::vector<Setting> optimizer_settings() {
    return {
        text(&TrainingOptions::optimizer, {.name = "optimizer",
                                           .value = "NAME",
                                           .help = "update rule; 'descent optimizers' lists them",
                                           .theme = Theme::optimizer,
                                           .in_comparison = InComparison::trial}),
        hyper_parameters(),
    };
}

}  // namespace descent::training
