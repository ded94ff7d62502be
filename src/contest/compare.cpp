#include <descent/comparison.h>
#include <descent/machine.h>

#include <algorithm>
#include <atomic>
#include <mutex>

#include "contest/check.h"
#include "contest/landscape/trajectory.h"
#include "contest/packing.h"
#include "contest/plan_record.h"
#include "contest/run_trial.h"
#include "contest/tuning.h"
#include "parallel/machine.h"
#include "study/configuration.h"
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
          log_(place, plan_record(problems, contestants, protocol, registry), machine_record()) {
        for (const Contestant& one : contestants) {
            names_.push_back(one.optimizer);
            tried_.push_back(settings_to_try(one, registry.info(one.optimizer), protocol));
        }
    }

    StudyOutcome run() {
        const bool tunes = std::ranges::any_of(tried_, [](const auto& tried) { return tried.size() > 1; });
        if (tunes) run_phase(Phase::tune, tuning_trials());
        if (!outcome_.interrupted) run_phase(Phase::final, final_trials(tunes));
        if (!outcome_.interrupted && protocol_.trajectories) record_trajectories();
        return outcome_;
    }

private:
    /// Every setting of every optimizer on every problem, seed by seed.
    std::vector<Trial> tuning_trials() const {
        std::vector<Trial> trials;
        for (const auto& problem : problems_) {
            for (std::size_t o = 0; o < names_.size(); ++o) {
                for (const Settings& settings : tried_[o]) {
                    for (std::uint64_t s = 0; s < protocol_.tuning_seeds; ++s) {
                        trials.push_back(
                            {problem->problem().name, names_[o], settings, protocol_.first_seed + s, Phase::tune});
                    }
                }
            }
        }
        return trials;
    }

    /// The setting that the log says is best, with seeds that tuning did not use.
    std::optional<Settings> best_settings(const Study& study, const StudyProblem& problem, std::size_t o) const {
        if (tried_[o].size() == 1) return tried_[o].front();
        const auto tried = study::configurations(study, problem, names_[o]);
        const study::Configuration* best = study::best_of(tried, problem.metric);
        return best == nullptr ? std::nullopt : std::optional(best->settings);
    }

    std::vector<Trial> final_trials(bool tuned) const {
        const Study study = log_.study();
        const std::uint64_t first = protocol_.first_seed + (tuned ? protocol_.tuning_seeds : 0);
        std::vector<Trial> trials;
        for (const StudyProblem& problem : study.problems) {
            for (std::size_t o = 0; o < names_.size(); ++o) {
                const auto settings = best_settings(study, problem, o);
                for (std::uint64_t s = 0; settings && s < protocol_.seeds; ++s) {
                    trials.push_back({problem.name, names_[o], *settings, first + s, Phase::final});
                }
            }
        }
        return trials;
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
            for (const std::string& name : names_) {
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
    study::StudyLog log_;
    std::vector<std::string> names_;
    std::vector<std::vector<Settings>> tried_;
    StudyOutcome outcome_;
    std::mutex telling_;
};

}  // namespace

StudyOutcome compare(const std::vector<Problem>& problems, const std::vector<Contestant>& contestants,
                     const Protocol& protocol, const Registry& registry, const StudyPlace& place,
                     ComparisonObserver& observer) {
    const ProblemKinds kinds = kinds_of(problems);
    check(kinds, contestants, protocol, registry);
    return Contest(kinds, contestants, protocol, registry, place, observer).run();
}

}  // namespace descent
