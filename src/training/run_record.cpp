#include "training/run_record.h"

#include <algorithm>

#include "base/text.h"
#include "training/network_task.h"
#include "update/plugin_loader.h"

namespace descent::training {
namespace {

/// Hash of a plugin's bytes; built-in rules have none.
constexpr const char* optimizer_code = "optimizer_code";

std::string code_of(const Json& run) { return printable(run.value(optimizer_code, "none")); }

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
    const std::string code = update::code_hash(registry.info(options.optimizer).file);
    if (!code.empty()) record[optimizer_code] = code;
    return record;
}

Json run_record(const Network& network, const Dataset& training, const Dataset& validation,
                const TrainingOptions& options, const Registry& registry) {
    return run_record(NetworkTask(network, training, validation), options, registry);
}

std::vector<std::string> differences(const Json& saved, const Json& now) {
    std::vector<std::string> lines;
    const std::string then = code_of(saved), here = code_of(now);
    if (then != here) {
        lines.push_back("the plugin of its optimizer is another one, " + then + " there and " + here +
                        " here (load the one that the run began with, or start a new run)");
    }
    for (const auto& [name, value] : now.items()) {
        if (name == optimizer_code) continue;
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
