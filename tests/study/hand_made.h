#pragma once
// Logs made by hand: the smallest records from which a figure can be worked out on paper.

#include <limits>
#include <string>
#include <vector>

#include "study/configuration.h"
#include "study/score.h"

namespace hand_made {

using namespace descent;
using namespace descent::study;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// A finished run whose validation and test accuracy end at `accuracy`.
inline TrialRecord run(const std::string& optimizer, std::uint64_t seed, Phase phase, double accuracy,
                       const std::string& rate = "0.1") {
    TrialRecord record;
    record.trial = {
        .problem = "p", .optimizer = optimizer, .settings = {{"learning_rate", rate}}, .seed = seed, .phase = phase};
    record.reason = "finished";
    record.steps = 20;
    record.epochs = 2;
    record.curve = {{1, 10, 0.9, accuracy / 2, 0.95, accuracy / 2},
                    {2, 20, 1 - accuracy, accuracy, 1 - accuracy, accuracy}};
    record.test_loss = 1 - accuracy;
    record.test_accuracy = accuracy;
    return record;
}

inline TrialRecord tuned(const std::string& optimizer, const std::string& rate, double accuracy,
                         std::uint64_t seed = 1) {
    return run(optimizer, seed, Phase::tune, accuracy, rate);
}

inline TrialRecord final(const std::string& optimizer, std::uint64_t seed, double accuracy) {
    return run(optimizer, seed, Phase::final, accuracy);
}

/// The same run, ended early after `epochs` whole epochs.
inline TrialRecord ended(TrialRecord record, const std::string& reason, std::uint64_t epochs = 1) {
    record.reason = reason;
    record.epochs = epochs;
    record.curve.resize(epochs);
    record.test_loss = record.test_accuracy = none;
    return record;
}

/// A run whose validation accuracy takes these values, ten steps an epoch.
inline TrialRecord climbing(const std::string& optimizer, std::uint64_t seed, const std::vector<double>& accuracies) {
    TrialRecord record = run(optimizer, seed, Phase::final, accuracies.back());
    record.curve.clear();
    for (std::size_t i = 0; i < accuracies.size(); ++i) {
        record.curve.push_back(
            {i + 1, 10 * (i + 1), 1 - accuracies[i], accuracies[i], 1 - accuracies[i], accuracies[i]});
    }
    record.epochs = accuracies.size();
    record.steps = 10 * record.epochs;
    return record;
}

inline Study study_with(const std::vector<std::string>& optimizers, std::vector<TrialRecord> records,
                        Metric metric = Metric::accuracy) {
    Study result;
    result.problems = {{"p", metric}};
    result.optimizers = optimizers;
    result.seeds = 10;
    result.budget = 9;
    result.trials = latest_of_each(std::move(records));
    return result;
}

}  // namespace hand_made
