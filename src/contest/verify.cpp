#include "contest/verify.h"

#include <descent/error.h>

#include <algorithm>
#include <mutex>
#include <set>

#include "base/random.h"
#include "base/text.h"
#include "contest/check.h"
#include "contest/plan_record.h"
#include "contest/run_trial.h"
#include "contest/trial_threads.h"
#include "parallel/machine.h"
#include "study/agenda.h"
#include "study/differences.h"
#include "study/plan.h"

namespace descent::contest {
namespace {

/// Where data lies may differ; what it holds is bound by its hash.
Json without_places(Json plan) {
    for (std::size_t i = 0; i < plan["problems"].size(); ++i) {
        Json& problem = plan["problems"][i];
        problem.erase("source");
        if (!problem.contains("reading")) continue;
        for (const char* name : {"labels", "validation_data"}) problem["reading"].erase(name);
    }
    return plan;
}

/// A problem on one's own data is named by its place.
std::vector<Problem> as_recorded(std::vector<Problem> problems, const study::Study& study) {
    for (std::size_t i = 0; i < std::min(problems.size(), study.problems.size()); ++i) {
        problems[i].name = study.problems[i].name;
    }
    return problems;
}

void check_plan(const Json& there, const Json& plan) {
    const Json here = parse_json(to_json_line(plan), "the study's options");  // numbers as they stand in files
    const auto found = study::plan_differences(without_places(there), without_places(here));
    if (!found.empty()) throw InputError("the study", "", "another plan here", "that of its log; " + join(found, "; "));
}

/// Members of the record that came out otherwise; what a diverged run says in words is not compared.
std::vector<std::string> differences_of(const study::TrialRecord& there, const study::TrialRecord& here) {
    const auto compared = [](const study::TrialRecord& record) {
        Json json = parse_json(to_json_line(study::to_json(record)), "a trial");
        json.erase("message");
        return json;
    };
    return study::differences(compared(there), compared(here));
}

}  // namespace

std::vector<study::TrialRecord> drawn(const study::Study& study, std::size_t count, std::uint64_t seed) {
    std::vector<const study::TrialRecord*> left;
    for (const study::TrialRecord& record : study.trials) {
        if (record.has_result()) left.push_back(&record);
    }
    RandomStream stream(seed, "verify");
    std::set<const study::TrialRecord*> chosen;
    while (chosen.size() < count && !left.empty()) {
        const auto next = left.begin() + static_cast<std::ptrdiff_t>(stream.below(left.size()));
        chosen.insert(*next);
        left.erase(next);
    }
    std::vector<study::TrialRecord> records;
    for (const study::TrialRecord* record : chosen) records.push_back(*record);
    return records;
}

Completeness completeness(const study::StudyFiles& files) {
    const study::Study& study = files.study;
    std::set<std::string> planned;
    for (const Trial& trial : study::taken_by(files.head.shard, study, study::all_trials(study))) {
        planned.insert(study::key_of(trial));
    }
    Completeness result{.missing = planned.size()};
    for (const study::TrialRecord& record : study.trials) {
        const std::string key = study::key_of(record.trial);
        if (!planned.contains(key)) {
            result.strange.push_back(key);
        } else if (record.has_result()) {
            --result.missing;
        }
    }
    return result;
}

std::vector<CheckedTrial> verify(const std::vector<Problem>& problems, const std::vector<Contestant>& contestants,
                                 const Protocol& protocol, const Registry& registry, const study::StudyFiles& files,
                                 const std::vector<study::TrialRecord>& records, ComparisonObserver& observer) {
    const std::vector<Problem> named = as_recorded(problems, files.study);
    const ProblemKinds kinds = kinds_of(named);
    check(kinds, contestants, protocol, registry);
    check_plan(files.head.plan, plan_record(kinds, contestants, protocol, registry));
    std::vector<Trial> trials;
    for (const study::TrialRecord& record : records) trials.push_back(record.trial);
    std::vector<CheckedTrial> checked;
    std::mutex telling;
    const auto stop_requested = [&] {
        const std::lock_guard lock(telling);
        return observer.stop_requested();
    };
    const auto run = [&](const Trial& trial, const Threads& threads) {
        const auto& kind = *std::ranges::find(kinds, trial.problem, [](const auto& k) { return k->problem().name; });
        return run_trial(*kind, trial, registry, threads,
                         {.stop_requested = stop_requested, .epoch_done = {}, .path = {}});
    };
    const auto keep = [&](const TrialResult& result) {
        const auto there = std::ranges::find(records, result.record.trial, &study::TrialRecord::trial);
        const bool interrupted = result.record.outcome() == study::Outcome::interrupted;
        checked.push_back({.trial = result.record.trial, .weights = result.record.weights, .interrupted = interrupted});
        if (!interrupted) checked.back().differences = differences_of(*there, result.record);
        const std::lock_guard lock(telling);
        observer.trial(result.record.trial, result.record.reason, result.record.message);
        observer.progress(static_cast<double>(checked.size()) / static_cast<double>(records.size()));
    };
    const std::size_t threads = protocol.jobs == 0 ? parallel::available_threads() : protocol.jobs;
    run_trials(trials, threads, run, keep, stop_requested);
    std::ranges::sort(checked, {}, [&](const CheckedTrial& one) {
        return std::ranges::find(records, one.trial, &study::TrialRecord::trial) - records.begin();
    });
    return checked;
}

}  // namespace descent::contest
