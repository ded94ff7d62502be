#include "study/trial.h"

#include <descent/error.h>

#include <cmath>

#include "study/hand_made.h"
#include "support/catch.h"

using namespace hand_made;

namespace {

TrialRecord read(const std::string& line) {
    return read_trial(JsonReader(parse_json(line, "trials.jsonl"), "trials.jsonl", "line 2"));
}

}  // namespace

TEST_CASE("a trial read back from its line is the same") {
    TrialRecord record = final("adam", 7, 0.1 + 0.2);
    record.trial.settings["beta1"] = "0.9";
    record.curve[1].loss = none;
    record.curve[0].validation_accuracy = none;
    record.message = "loss is NaN at step 17";
    record.weights = "0123456789abcdef";
    const TrialRecord back = read(to_json_line(to_json(record)));
    REQUIRE(back.trial == record.trial);
    REQUIRE(back.reason == "finished");
    REQUIRE(back.message == record.message);
    REQUIRE(back.weights == record.weights);
    REQUIRE(back.steps == 20);
    REQUIRE(back.test_accuracy == record.test_accuracy);
    REQUIRE(std::isnan(back.curve[1].loss));
    REQUIRE(std::isnan(back.curve[0].validation_accuracy));
    REQUIRE(back.curve[0].loss == record.curve[0].loss);
    REQUIRE(to_json_line(to_json(back)) == to_json_line(to_json(record)));
}

TEST_CASE("trials that differ in anything have different keys") {
    const Trial base = final("adam", 7, 0.5).trial;
    std::vector<Trial> others(5, base);
    others[0].problem = "q";
    others[1].optimizer = "gd";
    others[2].settings["learning_rate"] = "0.2";
    others[3].seed = 8;
    others[4].phase = Phase::tune;
    for (const Trial& other : others) REQUIRE(key_of(other) != key_of(base));
    REQUIRE(key_of(base) == "p | adam | learning_rate=0.1 | seed 7 | final");
}

TEST_CASE("a damaged line is refused with its place and member") {
    const std::string line = to_json_line(to_json(final("adam", 7, 0.5)));
    const auto refused = [&](const std::string& from, const std::string& to) {
        std::string changed = line;
        changed.replace(changed.find(from), from.size(), to);
        try {
            read(changed);
        } catch (const InputError& error) {
            REQUIRE(std::string(error.what()).find("line 2") != std::string::npos);
            return true;
        }
        return false;
    };
    REQUIRE(refused("\"seed\":7", "\"seed\":-7"));
    REQUIRE(refused("\"phase\":\"final\"", "\"phase\":\"last\""));
    REQUIRE(refused("\"reason\":\"finished\"", "\"reason\":\"nonsense\""));
    REQUIRE(refused("\"epoch\":[1,2]", "\"epoch\":[1,2,3]"));
    REQUIRE(refused("\"step\":[10,20]", "\"step\":[10,\"x\"]"));
    REQUIRE(refused("\"optimizer\"", "\"optimiser\""));
    REQUIRE(refused("{\"learning_rate\":\"0.1\"}", "{\"learning_rate\":0.1}"));
}

TEST_CASE("scores: diverged is worst, interrupted and failed say nothing") {
    const auto record = final("gd", 1, 0.5);
    REQUIRE(*test_score(record, Metric::accuracy) == 0.5);
    REQUIRE(*validation_score(record, Metric::loss) == 0.5);
    REQUIRE(*test_score(ended(record, "diverged"), Metric::accuracy) == -infinite);
    REQUIRE(*test_score(ended(record, "diverged"), Metric::loss) == infinite);
    REQUIRE(!test_score(ended(record, "interrupted"), Metric::loss));
    REQUIRE(!validation_score(ended(record, "failed"), Metric::loss));
    REQUIRE(ended(record, "target").outcome() == Outcome::finished);
    REQUIRE(ended(record, "maximum-steps").outcome() == Outcome::finished);
}
