// What holds for every study, whatever its numbers: a few hundred random ones.

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.h"
#include "report/random_studies.h"
#include "report/reading.h"
#include "report/statistics/divergence.h"
#include "report/statistics/final_score.h"
#include "report/statistics/ranking.h"
#include "report/statistics/sensitivity.h"
#include "report/statistics/signed_rank.h"
#include "report/statistics/to_target.h"
#include "report/statistics/wins.h"
#include "support/catch.h"

using namespace hand_made;
using namespace descent::report;

TEST_CASE("median and quartiles stand in their order, the interval around the median") {
    for_random_studies([](const Study& s, const StudyProblem& problem) {
        for (const std::string& name : names) {
            const Distribution d = final_score(s, problem, name).score;
            if (d.n == 0) continue;
            CHECK(d.lower_quartile <= d.median);
            CHECK(d.median <= d.upper_quartile);
            if (d.n == 1) continue;
            CHECK(d.interval.low <= d.median);
            CHECK(d.median <= d.interval.high);
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

TEST_CASE("summaries and warnings of a study do not depend on the order of its log") {
    for (std::uint64_t number = 1; number <= 10; ++number) {
        auto records = random_records(number);
        const std::string summary = to_json_line(summary_of(study_with(names, records)));
        RandomStream stream(number, "shuffle of a log");
        for (std::size_t i = records.size(); i > 1; --i) std::swap(records[i - 1], records[stream.below(i)]);
        CHECK(to_json_line(summary_of(study_with(names, records))) == summary);
    }
}
