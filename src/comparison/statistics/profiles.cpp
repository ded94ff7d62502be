#include "comparison/statistics/profiles.h"

#include <algorithm>
#include <cmath>

#include "comparison/statistics/to_target.h"

namespace descent::comparison {
namespace {

/// steps by seed, one map an optimizer.
std::vector<std::map<std::uint64_t, double>> steps_of(const Study& study, const StudyProblem& problem, double target) {
    std::vector<std::map<std::uint64_t, double>> steps(study.optimizers.size());
    for (std::size_t o = 0; o < study.optimizers.size(); ++o) {
        for (const TrialRecord* record : study.of(problem.name, study.optimizers[o], Phase::final)) {
            if (!test_score(*record, problem.metric)) continue;  // interrupted or failed
            const auto place = reaches(*record, problem.metric, target);
            steps[o][record->trial.seed] =
                place ? static_cast<double>(record->curve[*place].step) : std::numeric_limits<double>::infinity();
        }
    }
    return steps;
}

/// Integral of rho over [1, 4], over 3: a ratio r adds its instance's share from r on.
double integral(const Profile& profile) {
    double sum = 0;
    for (const double ratio : profile.ratios) sum += std::max(0.0, largest_tau - ratio);
    return sum / static_cast<double>(profile.instances) / (largest_tau - 1);
}

}  // namespace

double Profile::at(double tau) const {
    const auto within = std::upper_bound(ratios.begin(), ratios.end(), tau) - ratios.begin();
    return static_cast<double>(within) / static_cast<double>(instances);
}

std::vector<Profile> profiles(const std::vector<std::vector<double>>& times,
                              const std::vector<std::string>& optimizers) {
    std::vector<Profile> result;
    for (std::size_t o = 0; o < optimizers.size(); ++o) {
        Profile profile{.optimizer = optimizers[o], .instances = times.size()};
        for (const std::vector<double>& instance : times) {
            const double best = *std::min_element(instance.begin(), instance.end());
            if (std::isfinite(instance[o])) profile.ratios.push_back(instance[o] / best);
        }
        std::sort(profile.ratios.begin(), profile.ratios.end());
        profile.score = integral(profile);
        result.push_back(std::move(profile));
    }
    return result;
}

std::vector<Profile> profiles(const Study& study) {
    std::vector<std::vector<double>> times;
    for (const StudyProblem& problem : study.problems) {
        const auto target = target_of(study, problem);
        if (!target || study.optimizers.empty()) continue;
        const auto steps = steps_of(study, problem, *target);
        for (const auto& [seed, first] : steps[0]) {
            std::vector<double> instance;
            for (const auto& of_optimizer : steps) {
                const auto found = of_optimizer.find(seed);
                if (found != of_optimizer.end()) instance.push_back(found->second);
            }
            if (instance.size() == steps.size()) times.push_back(std::move(instance));
        }
    }
    return profiles(times, study.optimizers);
}

}  // namespace descent::comparison
