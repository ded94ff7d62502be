// The bytes of a checkpoint: read back to the same bits, refused when anything in them changed.

#include "training/checkpoint.h"

#include <descent/error.h>

#include <cmath>
#include <iostream>

#include "base/random.h"
#include "model/safetensors.h"
#include "storage/whole_files.h"
#include "support/catch.h"
#include "support/forgetful_file_system.h"
#include "support/in_memory.h"
#include "training/decoded.h"
#include "training/run_record.h"

using namespace descent;
using namespace descent::test;

namespace {

/// A checkpoint of a short run with all that one can hold.
struct Example {
    Trainee trainee;
    ForgetfulFileSystem disk;
    network::Layout layout = network::make_layout(trainee.network);
    std::string bytes;

    Example() {
        trainee.options.optimizer = "nadam";
        trainee.options.patience = 3;
        trainee.options.checkpoint = "c";
        Recorder recorder;
        recorder.stop_after = 17;
        trainee.run(recorder, disk);
        bytes = storage::as_text(disk.read("c").bytes);
    }

    std::string refusal(const std::string& text) const {
        try {
            training::decode_run(storage::as_bytes(text), "c");
            Decoded(trainee, layout, text);
        } catch (const InputError& error) {
            return error.what();
        }
        return "accepted";
    }
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a checkpoint reads back to the bytes it was written from") {
    const Example example;
    const Decoded decoded(example.trainee, example.layout, example.bytes);
    CHECK(decoded.encode(training::decode_run(storage::as_bytes(example.bytes), "c")) == example.bytes);
    CHECK(decoded.state.position.step == 17);
    CHECK(decoded.state.position.epoch == 2);
    CHECK(decoded.state.position.batch == 3);
    CHECK(decoded.state.optimizer_steps == 17);
    CHECK(decoded.resumed.history.epochs == 2);
    CHECK(decoded.resumed.best.weights.size() == example.layout.size);
}

TEST_CASE("a checkpoint is a safetensors file with weights, state by name, and the best weights") {
    const Example example;
    const model::Container container =
        model::parse_safetensors({.owner = nullptr, .bytes = storage::as_bytes(example.bytes), .path = "c"});
    for (const char* name : {"layers.0.weight", "layers.1.bias", "best.layers.0.weight"}) {
        CHECK(container.tensor(name) != nullptr);
    }
    for (const SlotInfo& slot : builtin().info("nadam").slots) {
        CHECK(container.tensor("optimizer." + slot.name + ".layers.0.weight") != nullptr);
    }
    CHECK(container.tensor("layers.0.weight")->shape == std::vector<std::size_t>{7, 5});
}

TEST_CASE("a thousand checkpoints with one flipped bit are all refused with one line") {
    const Example example;
    RandomStream random(1, "flips");
    constexpr int flips = 1000;
    for (int i = 0; i < flips; ++i) {
        std::string damaged = example.bytes;
        const std::size_t byte = random.below(damaged.size());
        damaged[byte] = static_cast<char>(damaged[byte] ^ (1 << random.below(8)));
        CAPTURE(byte);
        const std::string message = example.refusal(damaged);
        CHECK(message != "accepted");
        CHECK(message.find('\n') == std::string::npos);
    }
    std::cout << "flipped bits in a checkpoint: " << flips << " tried, all refused\n";
}

TEST_CASE("a checkpoint that was cut off anywhere is refused") {
    const Example example;
    for (std::size_t length = 0; length < example.bytes.size(); length += length < 64 ? 1 : 37) {
        CAPTURE(length);
        CHECK(example.refusal(example.bytes.substr(0, length)) != "accepted");
    }
    CHECK(example.refusal(example.bytes + "x") != "accepted");
}

TEST_CASE("a model is no checkpoint") {
    const Example example;
    const model::Container container{.metadata = {{"descent", "{}"}}, .tensors = {}};
    CHECK(contains(example.refusal(in_memory([&](const auto& write) { model::write_safetensors(container, write); })),
                   "the file is no checkpoint of Descent"));
}

TEST_CASE("a checkpoint of another optimizer's state is refused by the name of the slot") {
    Example example;
    example.trainee.options.optimizer = "momentum";
    CHECK(contains(example.refusal(example.bytes), "tensor 'optimizer."));
}

TEST_CASE("what differs between two runs is said, one sentence each") {
    const Trainee trainee;
    const auto record = [&](const TrainingOptions& options, const Network& network) {
        return training::run_record(network, trainee.training, trainee.validation, options, builtin());
    };
    const Json saved = record(trainee.options, trainee.network);
    CHECK(training::differences(saved, saved).empty());
    TrainingOptions options = trainee.options;
    options.seed = 2;
    options.batch_size = 16;
    options.threads = {7};
    options.checkpoint_every = 5;
    CHECK(training::differences(saved, record(options, trainee.network)) ==
          std::vector<std::string>{"batch_size is 8 there and 16 here", "seed is 1 there and 2 here"});
    options = trainee.options;
    options.settings = {{"learning_rate", "0.010"}};  // another spelling of the default
    CHECK(training::differences(saved, record(options, trainee.network)).empty());
    Network network = trainee.network;
    network.layers[0].units = 9;
    CHECK(contains(training::differences(saved, record(trainee.options, network)).at(0), "layers is"));
    const Json other_data =
        training::run_record(trainee.network, clouds(50, 5, 3, 9), trainee.validation, trainee.options, builtin());
    CHECK(contains(training::differences(saved, other_data).at(0), "training_data is"));
}

TEST_CASE("a checkpoint of before, which gives defaults for what the model decides that it began with, resumes") {
    const Json before = {{"from", "1f"}, {"init", "he"}, {"scaling", "none"}, {"seed", 1}};
    const Json now = {{"from", "1f"}, {"init", "model"}, {"scaling", "model"}, {"seed", 1}};
    CHECK(training::differences(before, now).empty());
    CHECK(training::differences({{"scaling", "none"}}, {{"scaling", "standardise"}}).size() == 1);
}

TEST_CASE("a run may become longer where its schedule does not depend on the length") {
    Trainee trainee;
    const auto differences_at = [&](const char* schedule) {
        trainee.options.schedule = parse_schedule(schedule);
        trainee.options.epochs = 4;
        const Json saved = training::run_record(trainee.network, trainee.training, {}, trainee.options, builtin());
        trainee.options.epochs = 9;
        return training::differences(
            saved, training::run_record(trainee.network, trainee.training, {}, trainee.options, builtin()));
    };
    CHECK(differences_at("constant").empty());
    CHECK(differences_at("step").empty());
    CHECK(differences_at("cosine") ==
          std::vector<std::string>{"epochs is 4 there and 9 here (the factors of cosine follow from the length of the "
                                   "run; schedule=cosine:epochs=4 keeps those of the steps done; from=MODEL begins a "
                                   "new run with the weights of a model)"});
    CHECK(differences_at("cosine:epochs=20").empty());
    CHECK(differences_at("constant:warmup=0.1").size() == 1);
}
