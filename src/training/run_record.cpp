#include "training/run_record.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace descent::training {
namespace {

/// The same text for the same number, however the user spelled it.
std::string canonical(const std::string& value) {
    const auto number = parse_number<double>(value);
    return number ? to_text(*number) : value;
}

Json settings_record(const OptimizerInfo& info, const std::map<std::string, std::string>& settings) {
    Json record = Json::object();
    for (const auto& parameter : info.hyper_parameters) {
        const auto given = settings.find(parameter.name);
        if (given != settings.end()) {
            record[parameter.name] = canonical(given->second);
        } else if (parameter.scale == Scale::choice) {
            record[parameter.name] = parameter.choices.at(static_cast<std::size_t>(parameter.default_value));
        } else {
            record[parameter.name] = to_text(parameter.default_value);
        }
    }
    return record;
}

Json layers_record(const Network& network) {
    Json layers = Json::array();
    for (const Layer& layer : network.layers) {
        layers.push_back(std::to_string(layer.units) + " " + std::string(to_string(layer.activation)));
    }
    return layers;
}

Json data_record(const Dataset& data) {
    return {{"patterns", data.patterns()}, {"hash", data.patterns() == 0 ? "" : hexadecimal(data.content_hash())}};
}

bool depends_on_length(const Json& run) {
    const Schedule schedule = parse_schedule(run.value("schedule", "constant"));
    return schedule.warmup > 0 || schedule.kind == ScheduleKind::cosine || schedule.kind == ScheduleKind::one_cycle;
}

std::string shown(const Json& value) {
    return value.is_string() ? printable(value.get<std::string>()) : printable(to_json_line(value));
}

}  // namespace

Json run_record(const Network& network, const Dataset& training, const Dataset& validation,
                const TrainingOptions& options, const Registry& registry) {
    return {
        {"inputs", network.inputs},
        {"layers", layers_record(network)},
        {"loss", to_string(options.loss)},
        {"init", to_string(options.initialisation)},
        {"scaling", to_string(options.scaling)},
        {"optimizer", options.optimizer},
        {"set", settings_record(registry.info(options.optimizer), options.settings)},
        {"batch_size", options.batch_size},
        {"epochs", options.epochs},
        {"max_steps", options.maximum_steps},
        {"shuffle", options.shuffle},
        {"schedule", to_string(options.schedule)},
        {"weight_decay", options.weight_decay},
        {"clip_norm", options.clip_norm},
        {"clip_value", options.clip_value},
        {"groups", options.groups},
        {"class_weights", options.class_weights},
        {"patience", options.patience},
        {"min_improvement", options.minimum_improvement},
        {"restore_best", options.restore_best},
        {"on_divergence", to_string(options.on_divergence)},
        {"seed", options.seed},
        {"training_data", data_record(training)},
        {"validation_data", data_record(validation)},
    };
}

std::vector<std::string> differences(const Json& saved, const Json& now) {
    constexpr std::array<std::string_view, 2> lengths = {"epochs", "max_steps"};
    std::vector<std::string> lines;
    for (const auto& [name, value] : now.items()) {
        if (!saved.contains(name)) {
            lines.push_back(name + " is missing there");
            continue;
        }
        const bool is_length = std::find(lengths.begin(), lengths.end(), name) != lengths.end();
        if (saved[name] == value || (is_length && !depends_on_length(now))) continue;
        lines.push_back(name + " is " + shown(saved[name]) + " there and " + shown(value) + " here");
    }
    return lines;
}

}  // namespace descent::training
