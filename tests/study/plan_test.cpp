#include "study/plan.h"

#include "support/catch.h"

using namespace descent;

namespace {

using Differences = std::vector<std::string>;

Json plan(std::uint64_t seeds, const Json& options) {
    const Json problem = {{"name", "p"}, {"metric", "loss"}, {"options", options}};
    Json optimizer = {{"name", "gd"}};
    optimizer["settings"].push_back({{"learning_rate", "0.1"}});
    return {{"problems", std::vector<Json>{problem}},
            {"optimizers", std::vector<Json>{optimizer}},
            {"protocol",
             {{"tuning", "grid"},
              {"budget", 9},
              {"tuning_seeds", 2},
              {"seeds", seeds},
              {"first_seed", 3},
              {"trajectories", true},
              {"target_accuracy", 0.9},
              {"target_loss", nullptr}}}};
}

}  // namespace

TEST_CASE("a study is read from its plan") {
    const study::Study read = study::study_of(JsonReader(plan(5, {{"epochs", 3}}), "trials.jsonl"));
    REQUIRE(read.problems.size() == 1);
    REQUIRE(read.problems[0].metric == Metric::loss);
    REQUIRE(read.problems[0].definition.find("\"epochs\": 3") != std::string::npos);
    REQUIRE(read.optimizers == std::vector<std::string>{"gd"});
    REQUIRE(read.tuning == "grid");
    REQUIRE(read.tuning_seeds == 2);
    REQUIRE(read.seeds == 5);
    REQUIRE(read.first_seed == 3);
    REQUIRE(read.has_paths);
    REQUIRE(read.tried == std::vector<std::vector<study::Settings>>{{{{"learning_rate", "0.1"}}}});
    REQUIRE(read.asked_target(Metric::accuracy) == 0.9);
    REQUIRE(!read.asked_target(Metric::loss));
}

TEST_CASE("a plan with a metric that there is not is refused") {
    Json wrong = plan(5, {{"epochs", 3}});
    wrong["problems"][0]["metric"] = "nonsense";
    REQUIRE_THROWS_WITH(study::study_of(JsonReader(wrong, "trials.jsonl")),
                        ContainsSubstring("member 'metric': found 'nonsense', expected loss or accuracy"));
}

TEST_CASE("two plans differ where a value differs or stands in one alone") {
    const Json there = plan(5, {{"epochs", 3}, {"shuffle", true}});
    REQUIRE(study::plan_differences(there, there).empty());
    REQUIRE(study::plan_differences(there, plan(6, {{"epochs", 3}, {"shuffle", true}})) ==
            Differences{"protocol.seeds is 5 there and 6 here"});
    REQUIRE(study::plan_differences(there, plan(5, {{"epochs", 3}})) ==
            Differences{"problems[0].options.shuffle is true there and null here"});
    REQUIRE(study::plan_differences(plan(5, {{"epochs", 3}}), there) ==
            Differences{"problems[0].options.shuffle is null there and true here"});
}

TEST_CASE("a plan that does not say how data was read is that of one that does, as the hash of the data binds it") {
    const auto with_reading = [](const std::string& missing) {
        Json json = plan(5, {{"epochs", 3}});
        json["problems"][0]["reading"] = {{"missing", missing}};
        return json;
    };
    REQUIRE(study::plan_differences(plan(5, {{"epochs", 3}}), with_reading("mean")).empty());
    REQUIRE(study::plan_differences(with_reading("mean"), with_reading("drop")) ==
            Differences{"problems[0].reading.missing is \"mean\" there and \"drop\" here"});
}

TEST_CASE("a plan that names no column of groups or weights is that of one that does") {
    const auto with_groups = [](const char* column) {
        Json json = plan(5, {{"epochs", 3}});
        json["problems"][0]["reading"] = {{"missing", "mean"}};
        if (column != nullptr) json["problems"][0]["reading"].update({{"group_by", column}, {"weights", ""}});
        return json;
    };
    REQUIRE(study::plan_differences(with_groups(nullptr), with_groups("who")).empty());
    REQUIRE(study::plan_differences(with_groups("who"), with_groups(nullptr)).empty());
    REQUIRE(study::plan_differences(with_groups("who"), with_groups("whom")) ==
            Differences{"problems[0].reading.group_by is \"who\" there and \"whom\" here"});
}

TEST_CASE("a plan that gives other scalings and starts beside the model it begins with is the same plan") {
    const Json older = plan(5, {{"from", "1f"}, {"scaling", "none"}, {"target_scaling", "auto"}, {"init", "he"}});
    const Json newer = plan(5, {{"from", "1f"}, {"scaling", "model"}, {"target_scaling", "model"}, {"init", "model"}});
    REQUIRE(study::plan_differences(older, newer).empty());
}

TEST_CASE("a plan that calls the test set validation data is the same plan") {
    const Json data = {{"patterns", 60}, {"hash", "1"}};
    const Json older = plan(5, {{"epochs", 3}, {"training_data", data}, {"validation_data", data}});
    REQUIRE(study::plan_differences(older, plan(5, {{"epochs", 3}})).empty());
}
