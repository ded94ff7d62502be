#include "training/run_record.h"

#include <algorithm>

#include "base/text.h"
#include "training/network_task.h"

namespace descent::training {
namespace {

bool is_length(const std::string& record_name) {
    return std::ranges::any_of(settings(),
                               [&](const Setting& one) { return one.is_length && one.record_name() == record_name; });
}

bool depends_on_length(const Json& run) {
    return parse_schedule(run.value("schedule", "constant")).depends_on_length();
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

Json run_record(const Task& task, const TrainingOptions& options, const Registry& registry) {
    Json record = task.record();
    record.update(settings_record(options, registry, task.scope()));
    return record;
}

Json run_record(const Network& network, const Dataset& training, const Dataset& validation,
                const TrainingOptions& options, const Registry& registry) {
    return run_record(NetworkTask(network, training, validation), options, registry);
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
