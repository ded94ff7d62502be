#pragma once
// Studies of three optimizers over several problems.

#include <cmath>

#include "study/hand_made.h"

namespace hand_made {

/// Accuracies of a, b, c on each problem, NaN where they diverge; two seeds of each.
inline Study study_over(const std::vector<std::vector<double>>& accuracies) {
    Study study;
    study.optimizers = {"a", "b", "c"};
    std::vector<TrialRecord> records;
    for (std::size_t p = 0; p < accuracies.size(); ++p) {
        study.problems.push_back({.name = "p" + std::to_string(p), .metric = Metric::accuracy});
        for (std::size_t o = 0; o < 3; ++o) {
            for (std::uint64_t seed = 1; seed <= 2; ++seed) {
                TrialRecord record = final(study.optimizers[o], seed, accuracies[p][o]);
                if (std::isnan(accuracies[p][o])) record = ended(record, "diverged");
                record.trial.problem = study.problems.back().name;
                records.push_back(record);
            }
        }
    }
    study.trials = latest_of_each(std::move(records));
    return study;
}

}  // namespace hand_made
