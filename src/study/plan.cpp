#include "study/plan.h"

#include <algorithm>

#include "study/differences.h"
#include "study/names.h"

namespace descent::study {
namespace {

/// Older logs repeat a problem's data among its options, where they call the test set validation data. A plugin is
/// known by its code, not by its place. What the model decides that trials begin with is bound by its hash.
Json comparable(Json plan) {
    for (std::size_t i = 0; i < plan["optimizers"].size(); ++i) plan["optimizers"][i].erase("file");
    for (std::size_t i = 0; i < plan["problems"].size(); ++i) {
        Json& problem = plan["problems"][i];
        if (!problem.contains("options")) continue;
        for (const char* name : {"training_data", "validation_data"}) problem["options"].erase(name);
        if (!problem["options"].contains("from")) continue;
        for (const char* name : {"init", "scaling", "target_scaling"}) problem["options"].erase(name);
    }
    return plan;
}

/// Older logs do not say how data was read, or less of it, and data in memory has no files; its hash binds what it
/// became.
Json without_what_one_tells(Json one, const Json& other) {
    const std::size_t problems = std::min(one["problems"].size(), other.at("problems").size());
    for (std::size_t i = 0; i < problems; ++i) {
        const Json& known = other.at("problems")[i];
        if (!known.contains("reading")) one["problems"][i].erase("reading");
        if (!one["problems"][i].contains("reading")) continue;
        for (const char* name : {"group_by", "labels", "targets", "validation_data", "weights"}) {
            if (!known["reading"].contains(name)) one["problems"][i]["reading"].erase(name);
        }
    }
    return one;
}

Settings read_settings(const JsonReader& one) {
    Settings settings;
    for (const auto& [name, value] : one.json().items()) settings[name] = one.text(name);
    return settings;
}

std::vector<Settings> tried_of(const JsonReader& optimizer) {
    std::vector<Settings> tried;
    for (const Json& settings : optimizer.array("settings")) {
        tried.push_back(read_settings(JsonReader(settings, "trials.jsonl", "line 1, settings")));
    }
    return tried;
}

}  // namespace

Study study_of(const JsonReader& plan) {
    Study study;
    for (const Json& one : plan.array("problems")) {
        const JsonReader problem(one, "trials.jsonl", "line 1, a problem");
        study.problems.push_back({.name = problem.text("name"),
                                  .metric = problem.choice<Metric>("metric"),
                                  .definition = to_json_text(one),
                                  .is_function = one.contains("function")});
    }
    for (const Json& one : plan.array("optimizers")) {
        const JsonReader optimizer(one, "trials.jsonl", "line 1, an optimizer");
        study.optimizers.push_back(optimizer.text("name"));
        study.tried.push_back(tried_of(optimizer));
    }
    const JsonReader protocol = plan.object("protocol");
    study.tuning = protocol.text("tuning");
    study.budget = protocol.whole("budget");
    study.tuning_seeds = protocol.whole("tuning_seeds");
    study.seeds = protocol.whole("seeds", 1u << 20);
    study.first_seed = protocol.whole("first_seed");
    study.has_paths = protocol.flag("trajectories");
    if (protocol.has("baseline")) study.baseline = protocol.text("baseline");
    if (protocol.has("equal_accuracy")) study.equal_accuracy = protocol.number("equal_accuracy");
    if (protocol.has("equal_loss")) study.equal_loss = protocol.number("equal_loss");
    if (!protocol.member("target_accuracy").is_null()) study.target_accuracy = protocol.number("target_accuracy");
    if (!protocol.member("target_loss").is_null()) study.target_loss = protocol.number("target_loss");
    return study;
}

std::vector<std::string> plan_differences(const Json& there, const Json& here) {
    return differences(without_what_one_tells(comparable(there), here),
                       without_what_one_tells(comparable(here), there));
}

}  // namespace descent::study
