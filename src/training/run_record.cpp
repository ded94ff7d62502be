#include "training/run_record.h"

#include <algorithm>

#include "base/text.h"

namespace descent::training {
namespace {

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

bool is_length(const std::string& record_name) {
    return std::ranges::any_of(settings(),
                               [&](const Setting& one) { return one.is_length && one.record_name() == record_name; });
}

bool depends_on_length(const Json& run) {
    const Schedule schedule = parse_schedule(run.value("schedule", "constant"));
    return schedule.warmup > 0 || schedule.kind == ScheduleKind::cosine || schedule.kind == ScheduleKind::one_cycle;
}

std::string shown(const Json& value) {
    return value.is_string() ? printable(value.get<std::string>()) : printable(to_json_line(value));
}

}  // namespace

Json settings_record(const TrainingOptions& options, const Registry& registry, Scope scope) {
    Json record = Json::object();
    for (const Setting& one : settings()) {
        const bool has_meaning = scope == Scope::data || one.scope == Scope::any;
        if (one.decides_bits && has_meaning) record[one.record_name()] = one.to_json(options, registry);
    }
    return record;
}

Json run_record(const Network& network, const Dataset& training, const Dataset& validation,
                const TrainingOptions& options, const Registry& registry) {
    Json record = {{"inputs", network.inputs}, {"layers", layers_record(network)}};
    record.update(settings_record(options, registry, Scope::data));
    record["training_data"] = data_record(training);
    record["validation_data"] = data_record(validation);
    return record;
}

std::vector<std::string> differences(const Json& saved, const Json& now) {
    std::vector<std::string> lines;
    for (const auto& [name, value] : now.items()) {
        if (!saved.contains(name)) {
            lines.push_back(name + " is missing there");
            continue;
        }
        if (saved[name] == value || (is_length(name) && !depends_on_length(now))) continue;
        lines.push_back(name + " is " + shown(saved[name]) + " there and " + shown(value) + " here");
    }
    return lines;
}

}  // namespace descent::training
