#include <algorithm>
#include <cmath>

#include "report/random_studies.h"
#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

struct Profile {
    std::vector<double> ratios;
    std::size_t instances = 0;
    double score = 0;

    double at(double tau) const {
        const auto within = std::upper_bound(ratios.begin(), ratios.end(), tau) - ratios.begin();
        return static_cast<double>(within) / static_cast<double>(instances);
    }
};

std::vector<Profile> profiles(const Study& study) {
    std::vector<Profile> result;
    const Json summary = summary_of(study);
    for (const Json& one : summary["profiles"]) {
        result.push_back({one.at("ratios").get<std::vector<double>>(), one.at("instances").get<std::size_t>(),
                          number(one, "score")});
        REQUIRE(one.at("solved") == result.back().ratios.size());
    }
    return result;
}

/// A study whose runs reach the target after these steps: `times[seed][optimizer]`.
Study study_of_steps(const std::vector<std::vector<double>>& times, const std::vector<std::string>& optimizers) {
    std::vector<TrialRecord> records;
    for (std::size_t seed = 0; seed < times.size(); ++seed) {
        for (std::size_t o = 0; o < optimizers.size(); ++o) {
            const bool hit = std::isfinite(times[seed][o]);
            TrialRecord record = climbing(optimizers[o], seed + 1, {hit ? 0.9 : 0.1});
            if (hit) record.curve[0].step = static_cast<std::uint64_t>(times[seed][o]);
            records.push_back(record);
        }
    }
    Study study = study_with(optimizers, records);
    study.target_accuracy = 0.8;
    return study;
}

std::vector<Profile> profiles(const std::vector<std::vector<double>>& times, const std::vector<std::string>& names) {
    return profiles(study_of_steps(times, names));
}

/// A number in the page's table, by its heading.
double on_page(const Study& study, std::size_t row, const std::string& title) {
    const report::Table table = study_plots_of(files_of(study), "profiles").at(0).table;
    for (std::size_t c = 0; c < table.headings.size(); ++c) {
        if (table.headings[c].title == title) return std::get<double>(table.rows.at(row).at(c));
    }
    return none;
}

}  // namespace

TEST_CASE("a profile is the share of instances within tau times the fastest") {
    // ratios of a: 1, 2, 1; of b: 3, 1, missed
    const auto result = profiles({{10, 30}, {20, 10}, {5, infinite}}, {"a", "b"});
    REQUIRE(result[0].ratios == std::vector<double>{1, 1, 2});
    REQUIRE(result[1].ratios == std::vector<double>{1, 3});
    REQUIRE(result[0].at(1) == Approx(2.0 / 3));
    REQUIRE(result[0].at(2) == 1);
    REQUIRE(result[1].at(1) == Approx(1.0 / 3));
    REQUIRE(result[1].at(2.9) == Approx(1.0 / 3));
    REQUIRE(result[1].at(4) == Approx(2.0 / 3));
}

TEST_CASE("the score is the area under the profile up to four times the fastest") {
    const auto result = profiles({{10, 30}, {20, 10}, {5, infinite}}, {"a", "b"});
    REQUIRE(result[0].score == Approx((3.0 + 3.0 + 2.0) / 3 / 3));  // 4 - ratio, over instances and the width 3
    REQUIRE(result[1].score == Approx((3.0 + 1.0) / 3 / 3));
}

TEST_CASE("always the fastest scores one, and slower than four times scores nothing") {
    const auto result = profiles({{10, 50}, {10, 41}}, {"a", "b"});
    REQUIRE(result[0].score == 1);
    REQUIRE(result[1].score == 0);
    REQUIRE(result[1].at(4) == 0);
    REQUIRE(result[1].at(5) == 1);
}

TEST_CASE("an instance that nobody solved counts against all") {
    const auto result = profiles({{10, 10}, {infinite, infinite}}, {"a", "b"});
    REQUIRE(result[0].score == 0.5);
    REQUIRE(result[1].score == 0.5);
}

TEST_CASE("instances are the problems and seeds that every optimizer ran") {
    Study s = study_with({"a", "b"}, {climbing("a", 1, {0.9}), climbing("a", 2, {0.2, 0.9}), climbing("a", 3, {0.9}),
                                      climbing("b", 1, {0.1, 0.9}), climbing("b", 2, {0.1, 0.2}),
                                      ended(climbing("b", 3, {0.9}), "failed")});
    s.target_accuracy = 0.8;
    const auto result = profiles(s);
    REQUIRE(result[0].instances == 2);
    REQUIRE(result[0].ratios == std::vector<double>{1, 1});
    REQUIRE(result[1].ratios == std::vector<double>{2});
    REQUIRE(result[1].score == Approx(2.0 / 2 / 3));
}

TEST_CASE("without a target or without runs there are no instances") {
    REQUIRE(profiles(study_with({"a", "b"}, {climbing("a", 1, {0.9})})).empty());
    REQUIRE(profiles(study_with({}, {})).empty());
}

TEST_CASE("the page shows the share within a few multiples of the fastest") {
    const Study s = study_of_steps({{10, 30}, {20, 10}, {5, infinite}}, {"a", "b"});
    REQUIRE(on_page(s, 0, "within 1") == Approx(2.0 / 3));
    REQUIRE(on_page(s, 0, "within 2") == 1);
    REQUIRE(on_page(s, 1, "within 2") == Approx(1.0 / 3));
    REQUIRE(on_page(s, 1, "within 4") == Approx(2.0 / 3));
}

TEST_CASE("profiles rise from the share of fastest runs, and scores lie between nothing and one") {
    for_random_studies([](const Study& s, const StudyProblem&) {
        for (const Profile& profile : profiles(s)) {
            CHECK(profile.at(1) <= profile.at(2));
            CHECK(profile.at(2) <= profile.at(4));
            CHECK(profile.at(4) <= 1);
            CHECK(profile.score >= profile.at(1) - 1e-12);
            CHECK(profile.score <= profile.at(4) + 1e-12);
        }
    });
}
