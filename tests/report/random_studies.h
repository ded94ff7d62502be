#pragma once
// A few hundred random studies: what holds for every study must hold for them.

#include "base/random.h"
#include "study/hand_made.h"
#include "support/catch.h"

namespace hand_made {

inline const std::vector<std::string> names = {"a", "b", "c"};
inline const std::vector<std::string> rates = {"0.001", "0.01", "0.1", "1", "10"};

/// Finished, diverged, interrupted and failed runs, with ties among their scores.
inline std::vector<TrialRecord> random_records(std::uint64_t number) {
    RandomStream stream(number, "random study");
    const auto accuracy = [&] { return static_cast<double>(stream.below(21)) / 20; };
    const auto any_end = [&](const TrialRecord& record) {
        const std::uint64_t die = stream.below(10);
        if (die == 0) return ended(record, "diverged", stream.below(2));
        if (die == 1) return ended(record, "interrupted", stream.below(2));
        if (die == 2) return ended(record, "failed", 0);
        return record;
    };
    std::vector<TrialRecord> records;
    for (const std::string& name : names) {
        for (const std::string& rate : rates) {
            for (std::uint64_t seed = 1; seed <= 2; ++seed)
                records.push_back(any_end(tuned(name, rate, accuracy(), seed)));
        }
        for (std::uint64_t seed = 3; seed <= 9; ++seed) records.push_back(any_end(final(name, seed, accuracy())));
    }
    return records;
}

/// Calls `check(study, problem)` for random studies, judged by accuracy and by loss.
inline void for_random_studies(const auto& check) {
    constexpr std::uint64_t random_studies = 60;
    for (std::uint64_t number = 1; number <= random_studies; ++number) {
        const Study s = study_with(names, random_records(number), number % 2 == 0 ? Metric::accuracy : Metric::loss);
        INFO("study " << number);
        check(s, s.problems[0]);
    }
}

inline bool ordered(double a, double b) { return a <= b + 1e-12; }

}  // namespace hand_made
