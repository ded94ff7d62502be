// Numbers that stop being finite.

#include "network/non_finite.h"

#include <cmath>
#include <limits>

#include "support/catch.h"
#include "support/forgetful_file_system.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool finite(const Model& model) {
    for (const ModelTensor& tensor : model.tensors) {
        for (const float value : tensor.values) {
            if (!std::isfinite(value)) return false;
        }
    }
    return true;
}

/// ReLU and a line at the output: nothing holds the numbers back. Diverges when the rate is large.
Trainee exploding(const std::string& rate) {
    Trainee trainee;
    trainee.network.layers = {{7, Activation::relu}, {3, Activation::identity}};
    trainee.options.loss = Loss::mse;
    trainee.options.settings = {{"learning_rate", rate}};
    trainee.options.epochs = 20;
    return trainee;
}

/// Finite data, one pattern of which is so large that its cost is not.
Dataset with_one_huge_pattern() {
    const Dataset data = clouds(50);
    auto values = std::make_shared<std::vector<float>>(50 * 5);
    std::memcpy(values->data(), data.raw_inputs().bytes, values->size() * sizeof(float));
    for (std::size_t i = 0; i < 5; ++i) (*values)[17 * 5 + i] = 1e38F;
    const auto* bytes = reinterpret_cast<const std::byte*>(values->data());
    return Dataset("huge", {values, bytes, ElementType::f32, 50, 5}, data.raw_targets());
}

}  // namespace

TEST_CASE("the first tensor that is not finite is named, and padding is not looked at") {
    const Network network{.inputs = 3, .layers = {{5, Activation::tanh}, {2, Activation::softmax}}};
    const network::Layout layout = network::make_layout(network);
    std::vector<float> arena(layout.size);
    arena[layout.weight(0).offset + 5] = NAN;  // the first float after a row of 5
    CHECK_FALSE(network::first_non_finite(layout, arena).has_value());
    arena[layout.bias(1).offset] = std::numeric_limits<float>::infinity();
    CHECK(network::first_non_finite(layout, arena)->tensor == "layers.1.bias");
    arena[layout.weight(0).offset + 2 * layout.weight(0).stride + 4] = NAN;
    CHECK(network::first_non_finite(layout, arena)->tensor == "layers.0.weight");
}

TEST_CASE("a run that diverges stops and names step, layer and checkpoint") {
    Trainee trainee = exploding("100");
    const TrainingResult result = trainee.run();
    CHECK(result.reason == StopReason::diverged);
    CHECK(contains(result.message, "diverged at step "));
    CHECK(contains(result.message, "layers."));
    CHECK(contains(result.message, "last good checkpoint: none"));
    CHECK(result.message.find('\n') == std::string::npos);
}

TEST_CASE("a diverged run names the last good checkpoint and leaves it alone") {
    ForgetfulFileSystem disk;
    Trainee trainee = exploding("0.01");
    trainee.options.epochs = 2;
    trainee.options.checkpoint = "run.checkpoint";
    REQUIRE(trainee.run(disk).reason == StopReason::finished);
    // The same run, longer, with data that cannot be borne: only the optimizer may differ, so change it by hand.
    trainee.training = with_one_huge_pattern();
    trainee.options.checkpoint = "other.checkpoint";
    const TrainingResult result = trainee.run(disk);
    CHECK(result.reason == StopReason::diverged);
    CHECK(contains(result.message, "last good checkpoint: none was written"));
    CHECK_FALSE(disk.exists("other.checkpoint"));
}

TEST_CASE("skipping leaves out the step that diverges and trains on the others") {
    Trainee trainee = exploding("0.01");
    trainee.training = with_one_huge_pattern();
    trainee.options.on_divergence = OnDivergence::skip;
    trainee.options.batch_size = 1;
    trainee.options.epochs = 3;
    Recorder recorder;
    const TrainingResult result = trainee.run(recorder);
    CHECK(result.reason == StopReason::finished);
    CHECK(result.steps == 150);
    CHECK(finite(result.model));
    REQUIRE(recorder.notices.size() == 3);  // once an epoch
    CHECK(contains(recorder.notices[0], "skipped step "));
    CHECK(recorder.epochs.back().loss < recorder.epochs.front().loss);
}

TEST_CASE("a run that skips every step of an epoch ends") {
    Trainee trainee = exploding("0.01");
    trainee.training = with_one_huge_pattern();
    trainee.options.on_divergence = OnDivergence::skip;
    trainee.options.batch_size = 0;
    const TrainingResult result = trainee.run();
    CHECK(result.reason == StopReason::diverged);
    CHECK(contains(result.message, "every step of the epoch was skipped"));
}

TEST_CASE("restoring goes back to the last good epoch and halves the rate until the run holds") {
    Trainee trainee = exploding("1");
    trainee.training = with_one_huge_pattern();
    trainee.options.on_divergence = OnDivergence::restore;
    Recorder recorder;
    const TrainingResult hopeless = trainee.run(recorder);
    CHECK(hopeless.reason == StopReason::diverged);  // at any rate
    CHECK(finite(hopeless.model));
    CHECK(recorder.notices.size() == 10);
    trainee = exploding("5");
    trainee.options.on_divergence = OnDivergence::restore;
    Recorder again;
    const TrainingResult result = trainee.run(again);
    CHECK(result.reason == StopReason::finished);
    CHECK(finite(result.model));
    REQUIRE_FALSE(again.notices.empty());
    CHECK(contains(again.notices[0], "with half the learning rate"));
    CHECK(again.epochs.back().learning_rate < 5);
}
