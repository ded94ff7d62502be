#include "contest/problem_kind.h"

#include <descent/error.h>
#include <descent/model.h>

#include <filesystem>

#include "contest/run_trial.h"
#include "contest/small_study.h"
#include "contest/weights_hash.h"
#include "support/catch.h"
#include "support/temporary_folder.h"
#include "training/names.h"

using namespace descent;
using namespace descent::test;

namespace {

Json record_of(const Problem& problem) { return contest::kind_of(problem)->record(builtin_optimizers(), "gd"); }

}  // namespace

TEST_CASE("a function's record names it, its epochs, its schedule, and what is not the default") {
    Problem problem = test_function_problem("beale");
    REQUIRE(record_of(problem) == Json({{"function", "beale"}, {"epochs", 20}, {"schedule", "constant"}}));
    problem.options.weight_decay = 0.5;
    REQUIRE(record_of(problem)["weight_decay"] == 0.5);
    problem.options.schedule = parse_schedule("cosine");
    REQUIRE(record_of(problem).size() == 4);
}

TEST_CASE("a network's record has its data once, and calls the test set test data") {
    const Json record = record_of(small_problem());
    REQUIRE(record["training"]["patterns"] == 120);
    REQUIRE(record["test"]["patterns"] == 60);
    for (const char* name : {"training_data", "validation_data", "optimizer", "set", "seed"}) {
        REQUIRE(!record["options"].contains(name));
    }
}

TEST_CASE("a trial on a function is the run that minimise makes, bit for bit") {
    Problem problem = test_function_problem("rosenbrock");
    problem.options.epochs = 3;
    problem.options.weight_decay = 0.1;
    problem.options.clip_norm = 1;
    const Trial trial{.problem = problem.name, .optimizer = "adam", .settings = {{"learning_rate", "0.1"}}, .seed = 4};
    const Registry registry = builtin_optimizers();
    const contest::TrialResult result = contest::run_trial(*contest::kind_of(problem), trial, registry, {}, {});
    Observer nobody;
    const TrainingResult run = minimise("rosenbrock", contest::options_of(problem, trial, {}), registry, nobody);
    REQUIRE(result.record.weights == contest::weights_hash(run.model));
    REQUIRE(result.record.steps == 300);
    REQUIRE(result.record.reason == "finished");
}

TEST_CASE("a log knows every reason for which a run ends") {
    for (const auto& reason : enum_names(StopReason{})) {
        study::TrialRecord record;
        record.reason = reason.name;
        const study::TrialRecord read = study::read_trial(JsonReader(study::to_json(record), "trials.jsonl"));
        const bool ended = reason.value != StopReason::diverged && reason.value != StopReason::interrupted;
        CHECK((read.outcome() == study::Outcome::finished) == ended);
    }
}

TEST_CASE("a path keeps a function's point without its padding") {
    const Problem problem = test_function_problem("rosenbrock");
    std::vector<std::size_t> sizes;
    const contest::TrialHooks hooks{.stop_requested = [&] { return sizes.size() > 3; },
                                    .epoch_done = {},
                                    .path =
                                        [&](std::uint64_t, std::uint64_t steps, std::span<const float> point) {
                                            REQUIRE(steps == 2000);
                                            sizes.push_back(point.size());
                                        }};
    contest::run_trial(*contest::kind_of(problem), {.problem = problem.name, .optimizer = "gd"}, builtin_optimizers(),
                       {}, hooks);
    REQUIRE(sizes.size() > 3);
    REQUIRE(sizes.front() == 2);
    REQUIRE(contest::kind_of(problem)->surface(1)->patterns() == 0);
    const std::vector<float> minimum = {1, 1};
    REQUIRE(contest::kind_of(problem)->surface(1)->at(minimum) == 0);
}

TEST_CASE("trials begin with the model that the study was planned with, whatever becomes of its file") {
    const TemporaryFolder folder;
    Problem problem = small_problem();
    Observer nobody;
    const Registry registry = builtin_optimizers();
    const Model model = train(problem.network, problem.training, {}, problem.options, registry, nobody).model;
    save(model, folder.path("m.safetensors"));
    problem.options.from = folder.path("m.safetensors");
    problem.options.groups = {"*: rate=0"};
    const auto kind = contest::kind_of(problem);
    std::filesystem::remove(problem.options.from);
    const Trial still{.problem = problem.name, .optimizer = "gd", .seed = 3};
    const contest::TrialResult result = contest::run_trial(*kind, still, registry, {}, {});
    INFO(result.record.message);
    CHECK(result.record.weights == contest::weights_hash(model));
}
