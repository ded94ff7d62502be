#include "study/log.h"

#include <descent/error.h>
#include <descent/version.h>

#include <algorithm>

#include "base/text.h"
#include "storage/whole_files.h"
#include "study/plan.h"

namespace descent::study {
namespace {

std::string trials_path(const std::string& folder) { return folder + "/trials.jsonl"; }
std::string times_path(const std::string& folder) { return folder + "/times.jsonl"; }
std::string trajectories_path(const std::string& folder) { return folder + "/trajectories.jsonl"; }

/// Calls `use(line, place)` for every whole line; a file that is not there has none.
void for_each_line(const std::string& path, const auto& use) {
    const auto file = storage::map_if_exists(path);
    if (!file) return;
    std::size_t number = 0;
    for (const std::string_view line : storage::whole_lines(storage::as_text(file->bytes))) {
        const std::string place = "line " + to_text(++number);
        use(JsonReader(parse_json(line, path, place), path, place));
    }
}

bool has_bytes(const std::string& path) {
    const auto file = storage::map_if_exists(path);
    return file && !file->bytes.empty();
}

TrialTimes read_times(const JsonReader& line) {
    TrialTimes times{line.text("trial"), {}};
    for (const Json& seconds : line.array("seconds")) {
        if (!seconds.is_number()) line.fail("seconds", "something else", "an array of numbers");
        times.seconds.push_back(seconds.get<double>());
    }
    return times;
}

StudyOptions read_options(const JsonReader& line) {
    StudyOptions options;
    if (!line.has("options")) return options;
    const JsonReader given = line.object("options");
    for (const auto& [name, values] : given.json().items()) options[name] = given.texts(name);
    return options;
}

Shard read_shard(const JsonReader& line) {
    if (!line.has("shard")) return {};
    const JsonReader shard = line.object("shard");
    const Shard read{.number = shard.whole("number"), .of = shard.whole("of")};
    if (read.number < 1 || read.number > read.of) line.fail("shard", to_string(read), "a number from 1 to its second");
    return read;
}

void read_head(const JsonReader& line, const std::string& path, StudyFiles& files) {
    if (line.text("event") != "study") line.fail("event", quote(line.text("event")), "'study'");
    if (line.whole("format") != log_format) {
        throw InputError(path, "line 1", "format " + to_text(line.whole("format")), "format " + to_text(log_format));
    }
    files.head = {.version = line.text("version"),
                  .command = line.texts("command"),
                  .options = read_options(line),
                  .shard = read_shard(line),
                  .machine = line.has("machine") ? line.member("machine") : Json(),
                  .plan = line.member("plan")};
    files.study = study_of(line.object("plan"));
}

}  // namespace

std::string to_string(const Shard& shard) { return "shard " + to_text(shard.number) + "/" + to_text(shard.of); }

Json to_json(const StudyHead& head) {
    Json json = {{"event", "study"}, {"format", log_format}, {"version", head.version}, {"command", head.command}};
    for (const auto& [name, values] : head.options) json["options"][name] = Json(values);
    if (head.shard != Shard()) json["shard"] = {{"number", head.shard.number}, {"of", head.shard.of}};
    json["machine"] = head.machine;
    json["plan"] = head.plan;
    return json;
}

Json to_json(const TrialTimes& times) { return {{"event", "times"}, {"trial", times.key}, {"seconds", times.seconds}}; }

std::vector<std::string> logs_of(const std::string& folder) {
    return {trials_path(folder), times_path(folder), trajectories_path(folder)};
}

std::vector<std::string> log_files(const std::string& folder) {
    std::vector<std::string> files = logs_of(folder);
    files.push_back(storage::lock_name(trials_path(folder)));
    return files;
}

bool holds_study(const std::string& folder) {
    try {
        const auto file = storage::map_if_exists(trials_path(folder));
        return file && storage::as_text(file->bytes).starts_with(R"({"event":"study",)");
    } catch (const InputError&) {
        return false;
    }
}

StudyFiles read_study(const std::string& folder) {
    StudyFiles files;
    const std::string path = trials_path(folder);
    std::vector<TrialRecord> records;
    for_each_line(path, [&](const JsonReader& line) {
        if (files.head.plan.is_null()) {
            read_head(line, path, files);
        } else {
            records.push_back(read_trial(line));
        }
    });
    if (files.head.plan.is_null()) throw InputError(path, "", "no study", "the log of a comparison");
    files.study.trials = latest_of_each(std::move(records));
    for_each_line(times_path(folder), [&](const JsonReader& line) { files.times.push_back(read_times(line)); });
    for_each_line(trajectories_path(folder),
                  [&](const JsonReader& line) { files.trajectories.push_back(read_trajectory(line)); });
    return files;
}

StudyLog::StudyLog(const StudyPlace& place, const Json& plan, const Json& machine) : folder_(place.folder) {
    storage::make_folder(folder_);
    const std::string path = trials_path(folder_);
    lock_ = std::make_unique<storage::LockFile>(path);
    const bool exists = has_bytes(path);
    if (exists && !place.resume) {
        throw UsageError("out", quote(folder_) + " holds a study already; resume it, or name another folder");
    }
    const auto start = exists ? storage::AppendLog::Start::keep : storage::AppendLog::Start::fresh;
    // Opening drops what a kill cut short, so it comes before reading.
    trials_ = std::make_unique<storage::AppendLog>(path, start);
    times_ = std::make_unique<storage::AppendLog>(times_path(folder_), start);
    trajectories_ = std::make_unique<storage::AppendLog>(trajectories_path(folder_), start);
    has_bytes(path) ? resume(place, plan) : begin(place, plan, machine);
}

void StudyLog::begin(const StudyPlace& place, const Json& plan, const Json& machine) {
    files_.head = {.version = std::string(version),
                   .command = place.command,
                   .options = place.options,
                   .shard = place.shard,
                   .machine = machine,
                   .plan = plan};
    files_.study = study_of(JsonReader(plan, trials_path(folder_), "line 1"));
    trials_->append(to_json_line(to_json(files_.head)));
    trials_->sync();
}

void StudyLog::resume(const StudyPlace& place, const Json& plan) {
    files_ = read_study(folder_);
    for (const TrialRecord& record : files_.study.trials) {
        if (record.has_result()) ended_.insert(key_of(record.trial));
    }
    if (files_.head.shard != place.shard) {
        throw UsageError("shard", "the study in " + quote(folder_) + " is " + to_string(files_.head.shard) + ", not " +
                                      to_string(place.shard));
    }
    // Through text, so that numbers are compared as they stand in files.
    const Json here = parse_json(to_json_line(plan), "the command");
    const std::vector<std::string> differences = plan_differences(files_.head.plan, here);
    if (!differences.empty()) {
        throw UsageError("resume", "the study in " + quote(folder_) + " is another one: " + join(differences, "; "));
    }
}

Study StudyLog::study() const {
    Study study = files_.study;
    study.trials.insert(study.trials.end(), added_.begin(), added_.end());
    study.trials = latest_of_each(std::move(study.trials));
    return study;
}

bool StudyLog::has(const Trial& trial) const { return ended_.contains(key_of(trial)); }

bool StudyLog::has_trajectory(const std::string& problem) const {
    return std::ranges::find(files_.trajectories, problem, &Trajectory::problem) != files_.trajectories.end();
}

void StudyLog::add(const TrialRecord& record, const std::vector<double>& seconds) {
    // Times first: a trial that stands in its log has its times.
    times_->append(to_json_line(to_json(TrialTimes{key_of(record.trial), seconds})));
    trials_->append(to_json_line(to_json(record)));
    trials_->sync();
    added_.push_back(record);
    if (record.has_result()) ended_.insert(key_of(record.trial));
}

void StudyLog::add(const Trajectory& trajectory) {
    trajectories_->append(to_json_line(to_json(trajectory)));
    trajectories_->sync();
    files_.trajectories.push_back(trajectory);
}

}  // namespace descent::study
