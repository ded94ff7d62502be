#include "contest/plan_record.h"

#include <descent/error.h>

#include <set>

#include "base/text.h"
#include "contest/tuning.h"
#include "study/names.h"

namespace descent::contest {
namespace {

Json problem_record(const ProblemKind& kind, const Registry& registry, const std::string& any_optimizer) {
    const Problem& problem = kind.problem();
    Json record = {{"name", problem.name}, {"metric", name_of(problem.metric)}};
    record.update(kind.record(registry, any_optimizer));
    // Once it was added to the gradient of rules with their own as well: such a study is another one.
    if (problem.options.weight_decay) record["weight_decay_of_rules"] = "replaced";
    return record;
}

Json contestant_record(const Contestant& contestant, const OptimizerInfo& info, const Protocol& protocol) {
    Json tried = Json::array();
    for (const Settings& settings : settings_to_try(contestant, info, protocol)) {
        Json one = Json::object();
        for (const auto& [name, value] : settings) one[name] = value;
        tried.push_back(std::move(one));
    }
    Json record = {{"name", contestant.optimizer}, {"formula", info.formula}, {"file", info.file}, {"settings", tried}};
    if (!info.code.empty()) record["code"] = info.code;
    return record;
}

Json protocol_record(const Protocol& protocol) {
    Json record = {
        {"tuning", to_string(protocol.tuning)},  {"budget", protocol.budget}, {"tuned", protocol.tuned},
        {"tuning_seeds", protocol.tuning_seeds}, {"seeds", protocol.seeds},   {"first_seed", protocol.first_seed},
        {"trajectories", protocol.trajectories}};
    record["target_accuracy"] = protocol.target_accuracy ? Json(*protocol.target_accuracy) : Json(nullptr);
    record["target_loss"] = protocol.target_loss ? Json(*protocol.target_loss) : Json(nullptr);
    // Where they are not the default: studies before had none.
    if (!protocol.baseline.empty()) record["baseline"] = protocol.baseline;
    if (protocol.equal_accuracy != Protocol{}.equal_accuracy) record["equal_accuracy"] = protocol.equal_accuracy;
    if (protocol.equal_loss != Protocol{}.equal_loss) record["equal_loss"] = protocol.equal_loss;
    return record;
}

void check_names(const ProblemKinds& problems, const std::vector<Contestant>& contestants) {
    std::set<std::string> names;
    for (const auto& kind : problems) {
        const std::string& name = kind->problem().name;
        if (!names.insert(name).second) throw UsageError(kind->named_by(), "two problems are named " + quote(name));
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

}  // namespace

Json plan_record(const ProblemKinds& problems, const std::vector<Contestant>& contestants, const Protocol& protocol,
                 const Registry& registry) {
    check_names(problems, contestants);
    if (protocol.seeds == 0) throw UsageError("seeds", "found 0, expected at least 1");
    if (protocol.first_seed > UINT64_MAX - protocol.tuning_seeds - protocol.seeds) {
        throw UsageError("seed", "found " + to_text(protocol.first_seed) +
                                     ", expected one that leaves room for those of tuning and of the final runs");
    }
    if (protocol.tuning_seeds == 0) throw UsageError("tuning_seeds", "found 0, expected at least 1");
    Json problem_records = Json::array(), optimizers = Json::array();
    for (const auto& problem : problems) {
        problem_records.push_back(problem_record(*problem, registry, contestants.front().optimizer));
    }
    for (const Contestant& one : contestants) {
        optimizers.push_back(contestant_record(one, registry.info(one.optimizer), protocol));
    }
    return {{"problems", problem_records}, {"optimizers", optimizers}, {"protocol", protocol_record(protocol)}};
}

}  // namespace descent::contest
