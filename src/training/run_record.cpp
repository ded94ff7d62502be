#include "training/run_record.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "training/network_workload.h"
#include "training/weight_decay.h"
#include "update/rule_check.h"

namespace descent::training {
namespace {

/// Hash of a plugin's bytes; built-in rules have none.
constexpr const char* optimizer_code = "optimizer_code";

/// Only of a rule whose steps depend on the planned length of the run.
constexpr const char* uses_length = "optimizer_uses_length";

std::string code_of(const Json& run) { return printable(run.value(optimizer_code, "none")); }

bool is_length(const std::string& record_name) {
    return std::ranges::any_of(settings(),
                               [&](const Setting& one) { return one.is_length && one.record_name() == record_name; });
}

/// Of settings that the model decides which a run begins with; once the default stood there, which had no effect.
constexpr const char* decided_by_model = "model";

bool is_of_model(const Setting& one) { return one.excludes == "from"; }

bool is_of_model(const std::string& record_name) {
    return std::ranges::any_of(
        settings(), [&](const Setting& one) { return is_of_model(one) && one.record_name() == record_name; });
}

Schedule schedule_of(const Json& run) { return parse_schedule(run.value("schedule", "constant")); }

double number_in(const Json& run, const char* name) { return run.contains(name) ? run[name].get<double>() : 0; }

/// The schedule with the length that it covers written out: "cosine" in a run of 5 epochs is "cosine:epochs=5". Nothing
/// where steps limit the run, so that it may not cover whole epochs.
std::optional<Schedule> written_out(const Json& run) {
    Schedule schedule = schedule_of(run);
    if (!schedule.depends_on_length()) return schedule;
    if (number_in(run, "max_steps") != 0) return std::nullopt;
    schedule.epochs = number_in(run, "epochs");
    return schedule;
}

/// Does every step that was done have the factor that it would have now?
bool keeps_schedule(const Json& saved, const Json& now) {
    const auto then = written_out(saved), here = written_out(now);
    return then && here && *then == *here;
}

/// Other lengths and schedules are no difference where the steps done keep their factors.
bool is_free(const std::string& name, const Json& now, bool kept) {
    if (name == "schedule") return kept;
    if (now.contains("from") && is_of_model(name)) return true;  // the model is the same
    return is_length(name) && !now.contains(uses_length) && (kept || !schedule_of(now).depends_on_length());
}

/// What resumes the run all the same, or begins a new one from its weights, which a function cannot.
std::string remedy(const std::string& name, const Json& saved, const Json& now) {
    const bool is_function = now.contains("function");
    const std::string from = is_function ? "" : "; from=MODEL begins a new run with the weights of a model";
    if (name == "training_data" || name == "validation_data") return " (other data, or another split" + from + ")";
    if (!is_length(name)) return "";
    if (now.contains(uses_length)) return " (the steps of its optimizer depend on the length of the run" + from + ")";
    const auto then = written_out(saved);
    const std::string keeps = then ? "; schedule=" + to_string(*then) + " keeps those of the steps done" : "";
    return " (the factors of " + to_string(schedule_of(now)) + " follow from the length of the run" + keeps + from +
           ")";
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

Json run_record(const Workload& workload, const TrainingOptions& options, const Registry& registry) {
    Json record = workload.record();
    record.update(settings_record(with_decay_of_rule(options, registry), registry, workload.scope()));
    if (record.contains("from")) {
        for (const Setting& one : settings()) {
            if (is_of_model(one)) record[one.record_name()] = decided_by_model;
        }
    }
    const std::string code = registry.info(options.optimizer).code;
    if (!code.empty()) record[optimizer_code] = code;
    if (update::uses_planned_steps(registry, options.optimizer)) record[uses_length] = true;
    return record;
}

Json run_record(const Network& network, const Dataset& training, const Dataset& validation,
                const TrainingOptions& options, const Registry& registry) {
    const std::optional<StartModel> from = start_of(options);
    return run_record(NetworkWorkload(network, training, validation, from ? &*from : nullptr), options, registry);
}

std::vector<std::string> differences(const Json& saved, const Json& now) {
    std::vector<std::string> lines;
    const bool kept = keeps_schedule(saved, now);
    const std::string then = code_of(saved), here = code_of(now);
    if (then != here) {
        lines.push_back("the code of its optimizer is another one, " + then + " there and " + here +
                        " here (load the one that the run began with, or start a new run)");
    }
    for (const auto& [name, value] : now.items()) {
        if (name == optimizer_code) continue;
        if (!saved.contains(name)) {
            lines.push_back(name + " is missing there");
            continue;
        }
        if (saved[name] == value || is_free(name, now, kept)) continue;
        lines.push_back(name + " is " + shown(saved[name]) + " there and " + shown(value) + " here" +
                        remedy(name, saved, now));
    }
    for (const auto& [name, value] : saved.items()) {
        if (name == optimizer_code || now.contains(name)) continue;
        lines.push_back(name + " is " + shown(value) + " there and missing here");
    }
    return lines;
}

}  // namespace descent::training
