#include "cli/study_text.h"

#include "base/text.h"
#include "study/agenda.h"

namespace descent::cli {
namespace {

using study::Outcome;

struct Counts {
    std::size_t planned = 0, finished = 0, diverged = 0, failed = 0, interrupted = 0;
};

Counts counts_of(const study::StudyFiles& files, Phase phase) {
    const study::Study& study = files.study;
    Counts counts;
    for (const Trial& trial : study::taken_by(files.head.shard, study, study::all_trials(study))) {
        counts.planned += trial.phase == phase;
    }
    for (const study::TrialRecord& record : study.trials) {
        if (record.trial.phase != phase) continue;
        counts.finished += record.outcome() == Outcome::finished;
        counts.diverged += record.outcome() == Outcome::diverged;
        counts.failed += record.outcome() == Outcome::failed;
        counts.interrupted += record.outcome() == Outcome::interrupted;
    }
    return counts;
}

std::string counts_text(const std::string& name, const Counts& counts) {
    std::string text = name + to_text(counts.finished + counts.diverged) + " of " + to_text(counts.planned) + " ended";
    if (counts.diverged > 0) text += ", " + to_text(counts.diverged) + " of these diverged";
    if (counts.failed > 0) text += ", " + to_text(counts.failed) + " failed";
    if (counts.interrupted > 0) text += ", " + to_text(counts.interrupted) + " interrupted";
    return text + "\n";
}

Json counts_json(const Counts& counts) {
    return {{"planned", counts.planned},
            {"finished", counts.finished},
            {"diverged", counts.diverged},
            {"failed", counts.failed},
            {"interrupted", counts.interrupted}};
}

/// A value on one line, text without quotes.
std::string shown(const Json& value) { return printable(value.is_string() ? value.text() : to_json_line(value), 1000); }

/// "name: a 1, b 2" of the members that are there.
std::string members(const Json& object, std::initializer_list<const char*> names) {
    std::vector<std::string> parts;
    for (const char* name : names) {
        const Json* value = object.find(name);
        if (value != nullptr && !value->is_null()) parts.push_back(std::string(name) + " " + shown(*value));
    }
    return join(parts, ", ");
}

std::string problem_text(const Json& problem) {
    std::string text = "problem    " + shown(problem.at("name")) + ": judged by " + shown(problem.at("metric"));
    const std::string origin = members(problem, {"source", "function"});
    if (!origin.empty()) text += ", " + origin;
    text += "\n";
    for (const char* part : {"training", "validation", "test"}) {
        if (!problem.contains(part)) continue;
        text += "           " + std::string(part) + ": " + members(problem.at(part), {"patterns", "hash"}) + "\n";
    }
    return text;
}

std::string optimizer_text(const Json& optimizer) {
    std::string text =
        "optimizer  " + shown(optimizer.at("name")) + ": " + to_text(optimizer.at("settings").size()) + " to try";
    const std::string code = members(optimizer, {"file", "code"});
    return text + (optimizer.contains("code") ? ", plugin " + code : "") + "\n";
}

std::string command_text(const study::StudyHead& head) {
    std::string text = "options    ";
    if (head.options.empty()) return text + "not recorded\n";
    bool first = true;
    for (const auto& [name, values] : head.options) {
        for (const std::string& value : values) {
            text += (first ? "" : "\n           ") + name + " = " + printable(value, 1000);
            first = false;
        }
    }
    return text + "\n";
}

}  // namespace

std::string study_text(const study::StudyFiles& files) {
    const study::StudyHead& head = files.head;
    std::string text = "version    " + printable(head.version) + "\nmachine    " + shown(head.machine) +
                       "\ncommand    " + printable(join(head.command, " "), 1000) + "\n" + command_text(head);
    if (head.shard != Shard()) text += "shard      " + to_text(head.shard.number) + "/" + to_text(head.shard.of) + "\n";
    for (const Json& problem : head.plan.at("problems")) text += problem_text(problem);
    for (const Json& optimizer : head.plan.at("optimizers")) text += optimizer_text(optimizer);
    text += "protocol   " +
            members(head.plan.at("protocol"), {"tuning", "budget", "tuned", "tuning_seeds", "seeds", "first_seed",
                                               "target_accuracy", "target_loss"}) +
            "\n";
    if (study::is_tuned(files.study)) text += counts_text("tuning     ", counts_of(files, Phase::tune));
    return text + counts_text("final      ", counts_of(files, Phase::final));
}

Json study_json(const study::StudyFiles& files) {
    Json json = study::to_json(files.head);
    json["trials"] = Json(
        {{"tune", counts_json(counts_of(files, Phase::tune))}, {"final", counts_json(counts_of(files, Phase::final))}});
    return json;
}

}  // namespace descent::cli
