#include "study/plan.h"

#include <algorithm>

#include "base/text.h"
#include "study/names.h"

namespace descent::study {
namespace {

constexpr std::size_t most_differences = 3;

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

class Comparison {
public:
    void compare(const std::string& place, const Json& there, const Json& here) {
        if (there == here || found.size() == most_differences) return;
        if (there.is_object() && here.is_object()) {
            compare_members(place, there, here);
        } else if (there.is_array() && here.is_array() && there.size() == here.size()) {
            for (std::size_t i = 0; i < here.size(); ++i) compare(place + "[" + to_text(i) + "]", there[i], here[i]);
        } else {
            found.push_back(place + " is " + shown(there) + " there and " + shown(here) + " here" + remedy(place));
        }
    }

    std::vector<std::string> found;

private:
    static std::string shown(const Json& value) { return printable(to_json_line(value), 80); }

    static std::string remedy(const std::string& place) {
        if (!place.ends_with("].code")) return "";
        return " (the plugin is another one: load the one that the study began with, or begin another study)";
    }

    void compare_members(const std::string& place, const Json& there, const Json& here) {
        const std::string inner = place.empty() ? "" : place + ".";
        for (const auto& [name, value] : here.items()) {
            compare(inner + name, there.contains(name) ? there.at(name) : Json(), value);
        }
        for (const auto& [name, value] : there.items()) {
            if (!here.contains(name)) compare(inner + name, value, Json());
        }
    }
};

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
        study.optimizers.push_back(JsonReader(one, "trials.jsonl", "line 1, an optimizer").text("name"));
    }
    const JsonReader protocol = plan.object("protocol");
    study.tuning = protocol.text("tuning");
    study.budget = protocol.whole("budget");
    study.tuning_seeds = protocol.whole("tuning_seeds");
    study.seeds = protocol.whole("seeds", 1u << 20);
    if (!protocol.member("target_accuracy").is_null()) study.target_accuracy = protocol.number("target_accuracy");
    if (!protocol.member("target_loss").is_null()) study.target_loss = protocol.number("target_loss");
    return study;
}

std::vector<std::string> plan_differences(const Json& there, const Json& here) {
    Comparison comparison;
    comparison.compare("", without_what_one_tells(comparable(there), here),
                       without_what_one_tells(comparable(here), there));
    return comparison.found;
}

}  // namespace descent::study
