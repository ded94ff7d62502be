#include <algorithm>

#include "report/reading.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

std::vector<TrialRecord> two_optimizers() {
    std::vector<TrialRecord> records = {tuned("gd", "0.01", 0.4), tuned("gd", "0.1", 0.6), tuned("gd", "1", 0.5),
                                        tuned("adam", "0.1", 0.8), ended(tuned("adam", "1", 0.9), "diverged")};
    for (std::uint64_t seed = 2; seed <= 11; ++seed) {
        records.push_back(final("gd", seed, 0.6 + 0.001 * static_cast<double>(seed)));
        records.push_back(final("adam", seed, 0.8 + 0.002 * static_cast<double>(seed)));
    }
    return records;
}

}  // namespace

TEST_CASE("the summary ranks optimizers and says whether the lead is more than noise") {
    const Json summary = summary_of(study_with({"gd", "adam"}, two_optimizers()));
    const Json& optimizers = summary["problems"][0]["optimizers"];
    REQUIRE(optimizers[0]["optimizer"] == "adam");
    REQUIRE(optimizers[0]["rank"] == 1);
    REQUIRE(optimizers[0]["p_against_first"].is_null());
    REQUIRE(optimizers[1]["optimizer"] == "gd");
    REQUIRE(optimizers[1]["p_against_first"] == 2.0 / 1024);
    REQUIRE(optimizers[1]["clearly_behind_first"] == true);
    REQUIRE(optimizers[1]["to_target"]["hit_rate"] == 1.0);  // the target is within reach of the one behind
    REQUIRE(optimizers[1]["to_target"]["steps"]["median"] == 20);
}

TEST_CASE("the summary is the same bytes whatever the order in which trials ended") {
    auto records = two_optimizers();
    const std::string one = to_json_line(summary_of(study_with({"gd", "adam"}, records)));
    std::reverse(records.begin(), records.end());
    REQUIRE(to_json_line(summary_of(study_with({"gd", "adam"}, records))) == one);
}

TEST_CASE("a study without any trial has a summary without numbers") {
    const Json summary = summary_of(study_with({"gd", "adam"}, {}));
    REQUIRE(summary["problems"][0]["optimizers"].size() == 2);
    REQUIRE(summary["problems"][0]["optimizers"][0]["score"]["median"].is_null());
    REQUIRE(summary["problems"][0]["target"].is_null());
    REQUIRE(summary["profiles"].empty());
}

TEST_CASE("figures of time stand in a summary of their own") {
    const auto records = two_optimizers();
    const Study s = study_with({"gd", "adam"}, records);
    std::vector<study::TrialTimes> times;
    for (const TrialRecord& record : s.trials) times.push_back({key_of(record.trial), {1, 2}});
    study::StudyFiles files = files_of(s);
    files.times = times;
    const Json summary = report::times_json(report::results_of(files));
    REQUIRE(summary["problems"][0]["optimizers"][0]["seconds"]["median"] == 2.0);
    REQUIRE(to_json_line(summary_of(s)).find("seconds") == std::string::npos);
}
