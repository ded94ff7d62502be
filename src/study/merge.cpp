#include "study/merge.h"

#include <descent/error.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "storage/whole_files.h"
#include "study/agenda.h"
#include "study/plan.h"

namespace descent::study {
namespace {

struct Part {
    std::string folder;
    StudyFiles files;

    const Shard& shard() const { return files.head.shard; }
};

/// Throws when the part does not belong to the study that the first one begins.
void check_belongs(const Part& part, const Part& first) {
    const StudyHead &here = part.files.head, &there = first.files.head;
    if (here.shard.of == 1) throw InputError(part.folder, "", "an undivided study", "a shard");
    if (here.shard.of != there.shard.of) {
        throw InputError(part.folder, "", to_string(here.shard), "one of " + to_text(there.shard.of) + " shards");
    }
    if (here.version != there.version) {
        throw InputError(part.folder, "", "a shard of Descent " + here.version,
                         there.version + ", as in " + quote(first.folder));
    }
    const auto differences = plan_differences(there.plan, here.plan);
    if (!differences.empty()) {
        throw InputError(part.folder, "", "a shard of another study",
                         "that of " + quote(first.folder) + "; " + join(differences, "; "));
    }
}

/// Throws when trials that fall to the shard have not ended, or others stand in its log.
void check_complete(const Part& part) {
    const Study& study = part.files.study;
    std::set<std::string> ended;
    for (const TrialRecord& record : study.trials) {
        if (record.outcome() != Outcome::interrupted) ended.insert(key_of(record.trial));
    }
    const auto planned = taken_by(part.shard(), study, all_trials(study));
    const auto missing =
        std::ranges::count_if(planned, [&](const Trial& trial) { return !ended.contains(key_of(trial)); });
    if (missing > 0) {
        throw InputError(part.folder, "", to_string(part.shard()) + " without " + to_text(missing) + " of its trials",
                         "all; resume it");
    }
    if (ended.size() > planned.size()) {
        throw InputError(part.folder, "",
                         to_text(ended.size() - planned.size()) + " trials that fall to no shard of it",
                         "those of " + to_string(part.shard()));
    }
}

/// One of each, in the order of their numbers.
void check_all_there(const std::vector<Part>& parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].shard().number == i + 1) continue;
        const bool twice = i > 0 && parts[i].shard() == parts[i - 1].shard();
        if (twice) {
            throw InputError(parts[i].folder, "", to_string(parts[i].shard()),
                             "another one; it stands in " + quote(parts[i - 1].folder) + " too");
        }
        throw InputError(parts[i].folder, "", to_string(parts[i].shard()),
                         "shard " + to_text(i + 1) + " as well; name its folder");
    }
    const Shard& last = parts.back().shard();
    if (last.number < last.of) {
        throw InputError(parts.back().folder, "", to_string(last) + " as the last",
                         "shard " + to_text(last.number + 1) + " as well; name its folder");
    }
}

std::vector<Part> read_parts(const std::vector<std::string>& folders) {
    std::vector<Part> parts;
    for (const std::string& folder : folders) {
        parts.push_back({folder, read_study(folder)});
        check_belongs(parts.back(), parts.front());
        check_complete(parts.back());
    }
    std::ranges::stable_sort(parts, {}, [](const Part& part) { return part.shard().number; });
    check_all_there(parts);
    return parts;
}

/// As the undivided study would begin. Machines: one each.
StudyHead head_of(const std::vector<Part>& parts, const std::vector<std::string>& command) {
    StudyHead head = parts.front().files.head;
    head.shard = {};
    head.command = command;
    head.machine = Json::array();
    for (const Part& part : parts) head.machine.push_back(part.files.head.machine);
    return head;
}

}  // namespace

void merge(const std::vector<std::string>& folders, const std::string& out, const std::vector<std::string>& command) {
    if (holds_study(out)) throw InputError(out, "", "a study", "a folder without one");
    const std::vector<Part> parts = read_parts(folders);
    std::string trials = to_json_line(to_json(head_of(parts, command))) + "\n", times;
    for (const Part& part : parts) {
        for (const TrialRecord& record : part.files.study.trials) trials += to_json_line(to_json(record)) + "\n";
        for (const TrialTimes& one : part.files.times) times += to_json_line(to_json(one)) + "\n";
    }
    storage::make_folder(out);
    const std::vector<std::string> logs = logs_of(out);
    storage::write_whole(logs[1], times);
    storage::write_whole(logs[0], trials);  // last: with it the folder holds a study
}

}  // namespace descent::study
