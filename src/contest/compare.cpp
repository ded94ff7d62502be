#include <descent/comparison.h>
#include <descent/error.h>
#include <descent/machine.h>

#include <algorithm>
#include <atomic>
#include <mutex>

#include "base/text.h"
#include "contest/check.h"
#include "contest/landscape/trajectory.h"
#include "contest/plan_record.h"
#include "contest/run_trial.h"
#include "contest/trial_threads.h"
#include "parallel/machine.h"
#include "study/agenda.h"
#include "study/log.h"

namespace descent {
namespace {

using namespace contest;
using study::Outcome;
using study::Study;
using study::StudyProblem;

Json machine_record() {
    const Machine machine = inspect_machine();
    return {{"processor", machine.processor},
            {"instruction_set", to_string(machine.chosen)},
            {"threads", machine.chosen_threads}};
}

void check_shard(const Shard& shard, std::size_t parts) {
    if (shard.number >= 1 && shard.number <= shard.of && shard.of <= parts) return;
    throw UsageError("shard", "found " + to_text(shard.number) + "/" + to_text(shard.of) +
                                  ", expected K/N with K from 1 to N and N at most " + to_text(parts) +
                                  ": a shard takes optimizers on problems as a whole");
}

/// One call of `compare`: what stays the same, and what is counted.
class Contest {
public:
    Contest(const ProblemKinds& problems, const std::vector<Contestant>& contestants, const Protocol& protocol,
            const Registry& registry, const StudyPlace& place, ComparisonObserver& observer)
        : problems_(problems),
          protocol_(protocol),
          registry_(registry),
          observer_(observer),
          threads_(protocol.jobs == 0 ? parallel::available_threads() : protocol.jobs),
          shard_(place.shard),
          log_(place, plan_record(problems, contestants, protocol, registry), machine_record()) {}

    StudyOutcome run() {
        const Study planned = log_.study();
        if (study::is_tuned(planned)) run_phase(Phase::tune, taken(planned, study::tuning_trials(planned)));
        if (!outcome_.interrupted) {
            const Study tuned = log_.study();
            run_phase(Phase::final, taken(tuned, study::final_trials(tuned)));
        }
        // Paths lie in a plane through those of all optimizers: no shard has them.
        if (!outcome_.interrupted && protocol_.trajectories && shard_ == Shard()) record_trajectories();
        return outcome_;
    }

private:
    std::vector<Trial> taken(const Study& study, const std::vector<Trial>& trials) const {
        return study::taken_by(shard_, study, trials);
    }

    const ProblemKind& problem_of(const std::string& name) const {
        return **std::ranges::find(problems_, name, [](const auto& kind) { return kind->problem().name; });
    }

    bool stop_requested() {
        const std::lock_guard lock(telling_);
        return observer_.stop_requested();
    }

    void run_phase(Phase phase, const std::vector<Trial>& all) {
        std::vector<Trial> missing;
        double epochs = 0;
        for (const Trial& trial : all) {
            if (log_.has(trial)) continue;
            missing.push_back(trial);
            epochs += static_cast<double>(problem_of(trial.problem).problem().options.epochs);
        }
        outcome_.trials += all.size();
        observer_.phase(phase, all.size(), all.size() - missing.size());
        std::size_t epochs_done = 0;
        const auto epoch_done = [&] {
            const std::lock_guard lock(telling_);
            observer_.progress(std::min(1.0, static_cast<double>(++epochs_done) / epochs));
        };
        const TrialHooks hooks{
            .stop_requested = [this] { return stop_requested(); }, .epoch_done = epoch_done, .path = {}};
        const auto run = [&](const Trial& trial, const Threads& threads) {
            return run_trial(problem_of(trial.problem), trial, registry_, threads, hooks);
        };
        run_trials(
            missing, threads_, run, [this](const TrialResult& result) { keep(result); }, hooks.stop_requested);
        outcome_.interrupted = outcome_.interrupted || stop_requested();
    }

    void keep(const TrialResult& result) {
        log_.add(result.record, result.seconds);
        ++outcome_.run;
        outcome_.failed += result.record.outcome() == Outcome::failed;
        const std::lock_guard lock(telling_);
        observer_.trial(result.record.trial, result.record.reason, result.record.message);
    }

    /// The paths of the first final seed, again, with their weights kept.
    void record_trajectories() {
        const Study study = log_.study();
        for (const StudyProblem& problem : study.problems) {
            if (log_.has_trajectory(problem.name) || stop_requested()) continue;
            std::vector<Trial> trials;
            for (const std::string& name : study.optimizers) {
                const auto runs = study.of(problem.name, name, Phase::final);
                const auto first = std::ranges::find(runs, Outcome::finished, [](auto* run) { return run->outcome(); });
                if (first != runs.end()) trials.push_back((*first)->trial);
            }
            const auto stop = [this] { return stop_requested(); };
            const auto paths = trajectory(problem_of(problem.name), trials, registry_, threads_, stop);
            if (paths) log_.add(*paths);
        }
        outcome_.interrupted = outcome_.interrupted || stop_requested();
    }

    const ProblemKinds& problems_;
    const Protocol& protocol_;
    const Registry& registry_;
    ComparisonObserver& observer_;
    std::size_t threads_;
    Shard shard_;
    study::StudyLog log_;
    StudyOutcome outcome_;
    std::mutex telling_;
};

}  // namespace

StudyOutcome compare(const std::vector<Problem>& problems, const std::vector<Contestant>& contestants,
                     const Protocol& protocol, const Registry& registry, const StudyPlace& place,
                     ComparisonObserver& observer) {
    const ProblemKinds kinds = kinds_of(problems);
    check(kinds, contestants, protocol, registry);
    check_shard(place.shard, problems.size() * contestants.size());
    return Contest(kinds, contestants, protocol, registry, place, observer).run();
}

}  // namespace descent
