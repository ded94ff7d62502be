// Test functions go through the loop of networks, with every option that has a meaning for them.
#include <descent/error.h>

#include <cmath>

#include "support/catch.h"
#include "support/forgetful_file_system.h"
#include "training/function_workload.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

TrainingResult minimise_on(const std::string& name, const TrainingOptions& options, Observer& observer,
                           storage::FileSystem& disk) {
    training::FunctionWorkload task(name);
    return training::train({task, options, builtin(), observer, disk});
}

TrainingResult reached(const std::string& name, const TrainingOptions& options) {
    Observer nobody;
    return minimise(name, options, builtin(), nobody);
}

const std::vector<float>& point_of(const TrainingResult& result) { return result.model.tensors.at(0).values; }

TrainingOptions adam(std::uint64_t epochs) {
    return {.optimizer = "adam", .settings = {{"learning_rate", "0.05"}}, .epochs = epochs};
}

}  // namespace

TEST_CASE("the minimum of Rosenbrock's function is reached, and the point is the model") {
    const TrainingResult result = reached("rosenbrock", adam(50));
    CHECK(result.reason == StopReason::finished);
    CHECK(result.steps == 5000);
    CHECK(result.model.tensors.at(0).name == "point");
    REQUIRE(point_of(result).size() == 2);
    CHECK(point_of(result)[0] == Approx(1).margin(0.01));
    CHECK(point_of(result)[1] == Approx(1).margin(0.01));
}

TEST_CASE("every function of the list can be minimised by every optimizer, for the same bits on any threads") {
    for (const std::string& name : test_functions()) {
        for (const OptimizerInfo& info : builtin().list()) {
            INFO(name << " by " << info.name);
            TrainingOptions options{.optimizer = info.name, .epochs = 2};
            const TrainingResult one = reached(name, options);
            options.threads = {3};
            CHECK(point_of(reached(name, options)) == point_of(one));
        }
    }
}

TEST_CASE("decay, clipping, groups and schedules change the run of a function") {
    const auto plain = point_of(reached("rosenbrock", adam(2)));
    const auto differs = [&](auto change) {
        TrainingOptions options = adam(2);
        change(options);
        return point_of(reached("rosenbrock", options)) != plain;
    };
    CHECK(differs([](TrainingOptions& o) { o.weight_decay = 0.1; }));
    CHECK(differs([](TrainingOptions& o) { o.clip_norm = 1; }));
    CHECK(differs([](TrainingOptions& o) { o.clip_value = 0.5; }));
    CHECK(differs([](TrainingOptions& o) { o.groups = {"point: rate=0.1"}; }));
    CHECK(differs([](TrainingOptions& o) { o.schedule = parse_schedule("cosine"); }));
    CHECK(differs([](TrainingOptions& o) { o.maximum_steps = 150; }));
}

TEST_CASE("a function's run that is killed and resumed has the bits of one that was not") {
    for (const char* name : {"rosenbrock", "noisy-quadratic"}) {
        ForgetfulFileSystem disk;
        TrainingOptions options = adam(6);
        options.clip_norm = 1;
        const auto whole = point_of(reached(name, options));
        options.checkpoint = "f.checkpoint";
        options.resume = true;
        Recorder recorder;
        recorder.stop_after = 250;  // within an epoch
        REQUIRE(minimise_on(name, options, recorder, disk).reason == StopReason::interrupted);
        Recorder rest;
        const TrainingResult resumed = minimise_on(name, options, rest, disk);
        CHECK(rest.started.resumed_step == 250);
        CHECK(point_of(resumed) == whole);
    }
}

TEST_CASE("a checkpoint of another function is refused") {
    ForgetfulFileSystem disk;
    TrainingOptions options = adam(1);
    options.checkpoint = "f.checkpoint";
    options.resume = true;
    Observer nobody;
    minimise_on("rosenbrock", options, nobody, disk);
    CHECK_THROWS_WITH(minimise_on("beale", options, nobody, disk),
                      ContainsSubstring("function is rosenbrock there and beale here"));
}

TEST_CASE("a function's run that diverges stops, skips or restores as a network's does") {
    TrainingOptions options{.optimizer = "gd", .settings = {{"learning_rate", "0.1"}}, .epochs = 3};
    const TrainingResult stopped = reached("rosenbrock", options);
    CHECK(stopped.reason == StopReason::diverged);
    CHECK_THAT(stopped.message, ContainsSubstring("point"));
    options.on_divergence = OnDivergence::restore;
    options.epochs = 5;
    CHECK(reached("rosenbrock", options).reason == StopReason::finished);
}

TEST_CASE("an early stop keeps the best point") {
    TrainingOptions options{.optimizer = "gd", .settings = {{"learning_rate", "0.5"}}, .epochs = 200, .patience = 3};
    Recorder recorder;
    ForgetfulFileSystem disk;
    const TrainingResult result = minimise_on("noisy-quadratic", options, recorder, disk);
    CHECK(result.reason == StopReason::early_stopping);
    double best = INFINITY, reached_value = 0;
    for (const EpochEvent& event : recorder.epochs) best = std::min(best, event.validation_loss.value());
    for (std::size_t i = 0; i < 100; ++i) {
        const double x = point_of(result)[i];
        reached_value += x * x / static_cast<double>(i + 1) / 2;
    }
    CHECK(reached_value == Approx(best));
}

TEST_CASE("options of data and unknown functions are refused") {
    TrainingOptions options = adam(1);
    options.batch_size = 8;
    CHECK_THROWS_AS(reached("rosenbrock", options), UsageError);
    CHECK_THROWS_WITH(reached("rosenbruck", adam(1)), ContainsSubstring("did you mean 'rosenbrock'"));
}
