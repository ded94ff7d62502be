#include "study/agenda.h"

#include <algorithm>

#include "study/configuration.h"

namespace descent::study {
namespace {

/// The setting that the log says is best.
std::optional<Settings> best_settings(const Study& study, const StudyProblem& problem, std::size_t optimizer) {
    if (study.tried[optimizer].size() == 1) return study.tried[optimizer].front();
    const auto tried = configurations(study, problem, study.optimizers[optimizer]);
    const Configuration* best = best_of(tried, problem.metric);
    return best == nullptr ? std::nullopt : std::optional(best->settings);
}

std::size_t part_of(const Study& study, const Trial& trial) {
    const auto problem = std::ranges::find(study.problems, trial.problem, &StudyProblem::name);
    const auto optimizer = std::ranges::find(study.optimizers, trial.optimizer);
    return static_cast<std::size_t>(problem - study.problems.begin()) * study.optimizers.size() +
           static_cast<std::size_t>(optimizer - study.optimizers.begin());
}

}  // namespace

bool is_tuned(const Study& study) {
    return std::ranges::any_of(study.tried, [](const auto& tried) { return tried.size() > 1; });
}

std::vector<Trial> tuning_trials(const Study& study) {
    std::vector<Trial> trials;
    if (!is_tuned(study)) return trials;
    for (const StudyProblem& problem : study.problems) {
        for (std::size_t o = 0; o < study.optimizers.size(); ++o) {
            for (const Settings& settings : study.tried[o]) {
                for (std::uint64_t s = 0; s < study.tuning_seeds; ++s) {
                    trials.push_back({problem.name, study.optimizers[o], settings, study.first_seed + s, Phase::tune});
                }
            }
        }
    }
    return trials;
}

std::vector<Trial> final_trials(const Study& study) {
    const std::uint64_t first = study.first_seed + (is_tuned(study) ? study.tuning_seeds : 0);
    std::vector<Trial> trials;
    for (const StudyProblem& problem : study.problems) {
        for (std::size_t o = 0; o < study.optimizers.size(); ++o) {
            const auto settings = best_settings(study, problem, o);
            for (std::uint64_t s = 0; settings && s < study.seeds; ++s) {
                trials.push_back({problem.name, study.optimizers[o], *settings, first + s, Phase::final});
            }
        }
    }
    return trials;
}

std::vector<Trial> all_trials(const Study& study) {
    std::vector<Trial> trials = tuning_trials(study);
    std::ranges::move(final_trials(study), std::back_inserter(trials));
    return trials;
}

std::size_t parts_of(const Study& study) { return study.problems.size() * study.optimizers.size(); }

std::vector<Trial> taken_by(const Shard& shard, const Study& study, const std::vector<Trial>& trials) {
    std::vector<Trial> taken;
    std::ranges::copy_if(trials, std::back_inserter(taken),
                         [&](const Trial& trial) { return part_of(study, trial) % shard.of == shard.number - 1; });
    return taken;
}

}  // namespace descent::study
