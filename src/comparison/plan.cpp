#include "comparison/plan.h"

#include <descent/error.h>

#include <set>

#include "base/text.h"
#include "comparison/tuning.h"
#include "training/run_record.h"

namespace descent::comparison {
namespace {

constexpr std::size_t most_differences = 3;

/// `train`'s record of the options, without what belongs to a trial.
Json options_record(const Problem& problem, const Registry& registry, const std::string& any_optimizer) {
    TrainingOptions options = problem.options;
    options.optimizer = any_optimizer;
    options.settings.clear();
    Json record = training::run_record(problem.network, problem.training, problem.test, options, registry);
    for (const char* name : {"optimizer", "set", "seed", "training", "validation"}) record.erase(name);
    return record;
}

Json problem_record(const Problem& problem, const Registry& registry, const std::string& any_optimizer) {
    Json record = {{"name", problem.name}, {"metric", problem.metric == Metric::accuracy ? "accuracy" : "loss"}};
    if (!problem.function.empty()) {
        record["function"] = problem.function;
        record["epochs"] = problem.options.epochs;
        record["schedule"] = to_string(problem.options.schedule);
        return record;
    }
    const auto data = [](const Dataset& part) -> Json {
        if (part.patterns() == 0) return {{"patterns", 0}};
        return {{"patterns", part.patterns()}, {"hash", training::hexadecimal(part.content_hash())}};
    };
    record["source"] = problem.source;
    record["training"] = data(problem.training);
    record["test"] = data(problem.test);
    record["validation_fraction"] = problem.validation_fraction;
    record["options"] = options_record(problem, registry, any_optimizer);
    return record;
}

Json contestant_record(const Contestant& contestant, const OptimizerInfo& info, const Protocol& protocol) {
    Json tried = Json::array();
    for (const Settings& settings : settings_to_try(contestant, info, protocol)) {
        Json one = Json::object();
        for (const auto& [name, value] : settings) one[name] = value;
        tried.push_back(std::move(one));
    }
    return {{"name", contestant.optimizer}, {"formula", info.formula}, {"file", info.file}, {"settings", tried}};
}

Json protocol_record(const Protocol& protocol) {
    Json record = {
        {"tuning", to_string(protocol.tuning)},  {"budget", protocol.budget}, {"tuned", protocol.tuned},
        {"tuning_seeds", protocol.tuning_seeds}, {"seeds", protocol.seeds},   {"first_seed", protocol.first_seed},
        {"trajectories", protocol.trajectories}};
    record["target_accuracy"] = protocol.target_accuracy ? Json(*protocol.target_accuracy) : Json(nullptr);
    record["target_loss"] = protocol.target_loss ? Json(*protocol.target_loss) : Json(nullptr);
    return record;
}

void check_names(const std::vector<Problem>& problems, const std::vector<Contestant>& contestants) {
    std::set<std::string> names;
    for (const Problem& problem : problems) {
        if (!names.insert(problem.name).second) throw UsageError("problems", "two are named " + quote(problem.name));
    }
    names.clear();
    for (const Contestant& one : contestants) {
        if (!names.insert(one.optimizer).second) {
            throw UsageError("optimizers", quote(one.optimizer) + " stands twice; give it a list of values instead");
        }
    }
    if (problems.empty()) throw UsageError("data", "there is no problem to compare on");
    if (contestants.empty()) throw UsageError("optimizers", "there is no optimizer to compare");
}

void compare_values(const std::string& place, const Json& there, const Json& here, std::vector<std::string>& found) {
    if (there == here || found.size() == most_differences) return;
    if (there.is_object() && here.is_object()) {
        for (const auto& [name, value] : here.items()) {
            const std::string inner = place.empty() ? name : place + "." + name;
            compare_values(inner, there.contains(name) ? there[name] : Json(nullptr), value, found);
        }
        for (const auto& [name, value] : there.items()) {
            if (!here.contains(name)) compare_values(place + "." + name, value, nullptr, found);
        }
    } else if (there.is_array() && here.is_array() && there.size() == here.size()) {
        for (std::size_t i = 0; i < here.size(); ++i) {
            compare_values(place + "[" + to_text(i) + "]", there[i], here[i], found);
        }
    } else {
        found.push_back(place + " is " + printable(to_json_line(there), 80) + " there and " +
                        printable(to_json_line(here), 80) + " here");
    }
}

}  // namespace

Json plan_record(const std::vector<Problem>& problems, const std::vector<Contestant>& contestants,
                 const Protocol& protocol, const Registry& registry) {
    check_names(problems, contestants);
    if (protocol.seeds == 0) throw UsageError("seeds", "found 0, expected at least 1");
    if (protocol.tuning_seeds == 0) throw UsageError("tuning_seeds", "found 0, expected at least 1");
    Json problem_records = Json::array(), optimizers = Json::array();
    for (const Problem& problem : problems) {
        problem_records.push_back(problem_record(problem, registry, contestants.front().optimizer));
    }
    for (const Contestant& one : contestants) {
        optimizers.push_back(contestant_record(one, registry.info(one.optimizer), protocol));
    }
    return {{"problems", problem_records}, {"optimizers", optimizers}, {"protocol", protocol_record(protocol)}};
}

std::vector<std::string> plan_differences(const Json& there, const Json& here) {
    std::vector<std::string> found;
    compare_values("", there, here, found);
    return found;
}

Study study_of(const JsonReader& plan) {
    Study study;
    for (const Json& one : plan.array("problems")) {
        const JsonReader problem(one, "trials.jsonl", "line 1, a problem");
        const bool accuracy = problem.text("metric") == "accuracy";
        study.problems.push_back({problem.text("name"), accuracy ? Metric::accuracy : Metric::loss});
    }
    for (const Json& one : plan.array("optimizers")) {
        study.optimizers.push_back(JsonReader(one, "trials.jsonl", "line 1, an optimizer").text("name"));
    }
    const JsonReader protocol = plan.object("protocol");
    study.seeds = protocol.whole("seeds", 1u << 20);
    study.budget = protocol.whole("budget");
    if (!protocol.member("target_accuracy").is_null()) study.target_accuracy = protocol.number("target_accuracy");
    if (!protocol.member("target_loss").is_null()) study.target_loss = protocol.number("target_loss");
    return study;
}

}  // namespace descent::comparison
