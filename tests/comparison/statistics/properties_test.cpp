// What holds for every study, whatever its numbers: a few hundred random ones.

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.h"
#include "comparison/hand_made.h"
#include "comparison/statistics/budget.h"
#include "comparison/statistics/divergence.h"
#include "comparison/statistics/final_score.h"
#include "comparison/statistics/profiles.h"
#include "comparison/statistics/sensitivity.h"
#include "comparison/statistics/signed_rank.h"
#include "comparison/statistics/summary.h"
#include "comparison/statistics/to_target.h"
#include "comparison/statistics/wins.h"
#include "comparison/warnings.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

const std::vector<std::string> names = {"a", "b", "c"};
const std::vector<std::string> rates = {"0.001", "0.01", "0.1", "1", "10"};
constexpr std::uint64_t random_studies = 60;

/// Finished, diverged, interrupted and failed runs, with ties among their scores.
std::vector<TrialRecord> random_records(std::uint64_t number) {
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
void for_random_studies(const auto& check) {
    for (std::uint64_t number = 1; number <= random_studies; ++number) {
        const Study s = study(names, random_records(number), number % 2 == 0 ? Metric::accuracy : Metric::loss);
        INFO("study " << number);
        check(s, s.problems[0]);
    }
}

bool ordered(double a, double b) { return a <= b + 1e-12; }

}  // namespace

TEST_CASE("median and quartiles stand in their order, the interval around the median") {
    for_random_studies([](const Study& s, const StudyProblem& problem) {
        for (const std::string& name : names) {
            const Distribution d = final_score(s, problem, name).score;
            if (d.n == 0) continue;
            CHECK(d.lower_quartile <= d.median);
            CHECK(d.median <= d.upper_quartile);
            CHECK(d.low <= d.median);
            CHECK(d.median <= d.high);
        }
    });
}

TEST_CASE("every planned final run is finished, diverged or missing") {
    for_random_studies([](const Study& s, const StudyProblem& problem) {
        for (const std::string& name : names) {
            const FinalScore score = final_score(s, problem, name);
            CHECK(score.finished + score.diverged == score.runs);
            CHECK(score.runs + score.missing == 7);
            CHECK(divergence(s, problem, name, Phase::final).diverged == score.diverged);
            CHECK(to_target(s, problem, name, 0.5).runs == score.runs);
            CHECK(to_target(s, problem, name, 0.5).hits <= score.runs);
        }
    });
}

TEST_CASE("a ranking holds every optimizer once, from best to worst") {
    for_random_studies([](const Study& s, const StudyProblem& problem) {
        const std::vector<std::string> ranked = ranking(s, problem);
        CHECK(std::set<std::string>(ranked.begin(), ranked.end()).size() == names.size());
        for (std::size_t i = 1; i < ranked.size(); ++i) {
            const Distribution above = final_score(s, problem, ranked[i - 1]).score;
            const Distribution below = final_score(s, problem, ranked[i]).score;
            if (above.n == 0 || below.n == 0) continue;
            CHECK_FALSE(better(problem.metric, below.median, above.median));
        }
    });
}

TEST_CASE("wins, ties and losses make up the pairs, and correction never lowers a p-value") {
    for_random_studies([](const Study& s, const StudyProblem& problem) {
        const auto matrix = win_matrix(s, problem);
        CHECK(matrix.size() == 3);
        for (const PairOfOptimizers& pair : matrix) {
            CHECK(pair.wins + pair.ties + pair.losses == pair.pairs);
            CHECK(pair.p >= smallest_p(pair.pairs));
            CHECK(pair.corrected_p >= pair.p);
            CHECK(pair.corrected_p <= 1);
        }
    });
}

TEST_CASE("a larger budget is never worse, and less often all diverges") {
    for_random_studies([](const Study& s, const StudyProblem& problem) {
        for (const std::string& name : names) {
            const auto curve = budget_curve(s, problem, name);
            const auto tried = configurations(s, problem, name);
            CHECK(curve.size() == tried.size());
            for (std::size_t k = 0; k < curve.size(); ++k) {
                CHECK(ordered(curve[k].all_diverge, 1));
                CHECK(ordered(curve[k].all_diverge, curve[k].all_diverge_with_replacement));
                if (k > 0) CHECK(ordered(curve[k].all_diverge, curve[k - 1].all_diverge));
            }
            const Configuration* best = best_of(tried, problem.metric);
            if (best != nullptr) CHECK(curve.back().expected == Approx(best->score));
        }
    });
}

TEST_CASE("without divergence the expected best only gets better with the budget") {
    RandomStream stream(5, "scores");
    for (int repeat = 0; repeat < 50; ++repeat) {
        std::vector<double> scores;
        for (int i = 0; i < 9; ++i) scores.push_back(stream.uniform());
        const auto largest = budget_curve(scores, Metric::accuracy), smallest = budget_curve(scores, Metric::loss);
        for (std::size_t k = 1; k < scores.size(); ++k) {
            CHECK(ordered(largest[k - 1].expected, largest[k].expected));
            CHECK(ordered(smallest[k].expected, smallest[k - 1].expected));
            CHECK(ordered(largest[k].expected_with_replacement, largest[k].expected));  // draws are not wasted
        }
    }
}

TEST_CASE("the best rate is good, lies in the good range, and the range is unbroken") {
    for_random_studies([](const Study& s, const StudyProblem& problem) {
        for (const std::string& name : names) {
            const Sensitivity rates_of = sensitivity(s, problem, name);
            if (!rates_of.best) continue;
            const double best = rates_of.points[*rates_of.best].rate;
            CHECK(rates_of.lowest_good <= best);
            CHECK(best <= rates_of.highest_good);
            CHECK(rates_of.width >= 0);
            for (const RatePoint& point : rates_of.points) {
                if (point.rate >= rates_of.lowest_good && point.rate <= rates_of.highest_good) CHECK(point.good);
            }
        }
    });
}

TEST_CASE("profiles rise from the share of fastest runs, and scores lie between nothing and one") {
    for_random_studies([](const Study& s, const StudyProblem&) {
        for (const Profile& profile : profiles(s)) {
            if (profile.instances == 0) continue;
            CHECK(profile.at(1) <= profile.at(2));
            CHECK(profile.at(2) <= profile.at(4));
            CHECK(profile.at(4) <= 1);
            CHECK(profile.score >= profile.at(1) - 1e-12);
            CHECK(profile.score <= profile.at(4) + 1e-12);
        }
    });
}

TEST_CASE("summaries and warnings of a study do not depend on the order of its log") {
    for (std::uint64_t number = 1; number <= 10; ++number) {
        auto records = random_records(number);
        const std::string summary = to_json_line(summarise(study(names, records)));
        RandomStream stream(number, "shuffle of a log");
        for (std::size_t i = records.size(); i > 1; --i) std::swap(records[i - 1], records[stream.below(i)]);
        CHECK(to_json_line(summarise(study(names, records))) == summary);
    }
}
