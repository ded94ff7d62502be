// Interrupted and gone on with: the bits of a run that was never interrupted.

#include <descent/error.h>

#include "support/catch.h"
#include "support/forgetful_file_system.h"
#include "training/checkpoint.h"
#include "training/decoded.h"
#include "update/optimizer.h"

using namespace descent;
using namespace descent::test;

namespace {

struct Ending {
    std::string model;
    std::string epochs;
    StopReason reason;
};

Ending uninterrupted(Trainee trainee) {
    trainee.options.checkpoint.clear();
    trainee.options.resume = false;
    Recorder recorder;
    const TrainingResult result = trainee.run(recorder);
    return {bits(result.model), bits(recorder.epochs), result.reason};
}

/// Ends the run every `steps` steps and goes on, each time on another number of threads.
Ending in_parts(Trainee trainee, std::uint64_t steps) {
    ForgetfulFileSystem disk;
    trainee.options.checkpoint = "run.checkpoint";
    trainee.options.resume = true;
    for (std::uint64_t stop = steps;; stop += steps) {
        trainee.options.threads = {1 + stop % 3};
        Recorder recorder;
        recorder.stop_after = stop;
        const TrainingResult result = trainee.run(recorder, disk);
        if (result.reason != StopReason::interrupted) return {bits(result.model), bits(recorder.epochs), result.reason};
        disk.power_cut(ForgetfulFileSystem::Names::old_ones);  // what was said to be kept is kept
    }
}

void check_resumes(const Trainee& trainee, std::uint64_t steps) {
    const Ending whole = uninterrupted(trainee);
    const Ending parts = in_parts(trainee, steps);
    CHECK(parts.model == whole.model);
    CHECK(parts.epochs == whole.epochs);
    CHECK(parts.reason == whole.reason);
}

std::string refusal(const Trainee& trainee, storage::FileSystem& disk) {
    try {
        trainee.run(disk);
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a resumed run has the bits of an uninterrupted one for every optimizer and batch mode") {
    for (const OptimizerInfo& info : builtin().list()) {
        for (const std::uint64_t batch : {0, 8, 1}) {
            CAPTURE(info.name, batch);
            Trainee trainee;
            trainee.options.optimizer = info.name;
            trainee.options.batch_size = batch;
            check_resumes(trainee, batch == 0 ? 1 : batch == 8 ? 5 : 31);
        }
    }
}

TEST_CASE("a resumed run has the same bits under schedules, clipping, decay and class weights") {
    Trainee trainee;
    trainee.options.optimizer = "adam";
    trainee.options.schedule = parse_schedule("one-cycle:warmup=0.1");
    trainee.options.weight_decay = 0.01;
    trainee.options.clip_norm = 0.5;
    trainee.options.clip_value = 0.1;
    trainee.options.class_weights = {1, 2, 0.5};
    trainee.options.scaling = ScalingKind::standardise;
    check_resumes(trainee, 3);
}

TEST_CASE("a resumed run stops early where the uninterrupted one does, with the same best weights") {
    Trainee trainee;
    trainee.options.settings = {{"learning_rate", "20"}};
    trainee.options.epochs = 200;
    trainee.options.patience = 5;
    REQUIRE(uninterrupted(trainee).reason == StopReason::early_stopping);
    check_resumes(trainee, 9);
}

TEST_CASE("a resumed run goes back where the uninterrupted one does") {
    Trainee trainee;
    trainee.network.layers = {{7, Activation::relu}, {3, Activation::identity}};
    trainee.options.loss = Loss::mse;
    trainee.options.settings = {{"learning_rate", "5"}};
    trainee.options.on_divergence = OnDivergence::restore;
    trainee.options.epochs = 6;
    const Ending whole = uninterrupted(trainee);
    REQUIRE(whole.reason == StopReason::finished);
    ForgetfulFileSystem disk;
    trainee.options.checkpoint = "c";
    trainee.options.resume = true;
    for (const std::uint64_t stop : {3, 10, 17, 26, 33}) {
        Recorder recorder;
        recorder.stop_after = stop;
        trainee.run(recorder, disk);
    }
    CHECK(bits(trainee.run(disk).model) == whole.model);
}

TEST_CASE("resuming a finished run gives its model again, and a longer one goes on") {
    ForgetfulFileSystem disk;
    Trainee trainee;
    trainee.options.checkpoint = "c";
    trainee.options.resume = true;
    const std::string model = bits(trainee.run(disk).model);
    Recorder recorder;
    CHECK(bits(trainee.run(recorder, disk).model) == model);
    CHECK(recorder.steps.empty());
    CHECK(recorder.started.resumed_step == 28);
    trainee.options.epochs = 6;
    CHECK(bits(trainee.run(disk).model) == uninterrupted(trainee).model);
}

TEST_CASE("a longer run resumes where every step that was done keeps its rate, and is told how else") {
    ForgetfulFileSystem disk;
    Trainee trainee;
    trainee.options.checkpoint = "c";
    trainee.options.resume = true;
    trainee.options.schedule = parse_schedule("cosine:minimum=0.1");
    trainee.run(disk);
    trainee.options.epochs = 6;
    CHECK(
        contains(refusal(trainee, disk),
                 "epochs is 4 there and 6 here (the factors of cosine:minimum=0.1 follow from the length of the run; "
                 "schedule=cosine:minimum=0.1,epochs=4 keeps those of the steps done; from=MODEL begins a new run with "
                 "the weights of a model)"));
    trainee.options.schedule = parse_schedule("cosine:minimum=0.1,epochs=6");
    CHECK(
        contains(refusal(trainee, disk), "schedule is cosine:minimum=0.1 there and cosine:minimum=0.1,epochs=6 here"));
    trainee.options.schedule = parse_schedule("constant");
    CHECK(contains(refusal(trainee, disk), "schedule is cosine:minimum=0.1 there and constant here"));
    trainee.options.schedule = parse_schedule("cosine:minimum=0.1,epochs=4");
    CHECK(bits(trainee.run(disk).model) == uninterrupted(trainee).model);
    trainee.options.epochs = 9;
    CHECK(bits(trainee.run(disk).model) == uninterrupted(trainee).model);
}

TEST_CASE("a curve that is longer than the run resumes when the run is made longer") {
    ForgetfulFileSystem disk;
    Trainee trainee;
    trainee.options.checkpoint = "c";
    trainee.options.resume = true;
    trainee.options.schedule = parse_schedule("one-cycle:warmup=0.1,epochs=6");
    trainee.options.epochs = 2;
    trainee.run(disk);
    trainee.options.epochs = 6;
    const std::string model = bits(trainee.run(disk).model);
    CHECK(model == uninterrupted(trainee).model);
    trainee.options.schedule = parse_schedule("one-cycle:warmup=0.1");
    CHECK(model == uninterrupted(trainee).model);
}

TEST_CASE("other data is refused, and the refusal names the way on") {
    ForgetfulFileSystem disk;
    Trainee trainee;
    trainee.options.checkpoint = "c";
    trainee.options.resume = true;
    trainee.run(disk);
    trainee.training = clouds(50, 5, 3, 7);
    CHECK(contains(refusal(trainee, disk),
                   "here (other data, or another split; from=MODEL begins a new run with the weights of a model)"));
}

TEST_CASE("a checkpoint is written every so many epochs, and at the end") {
    ForgetfulFileSystem disk;
    Trainee trainee;
    trainee.options.checkpoint = "c";
    trainee.options.checkpoint_every = 3;
    trainee.run(disk);
    CHECK(disk.exists("c"));
    CHECK(disk.exists("c.previous"));
    CHECK(disk.exists("c.history"));
    CHECK(disk.files() == 3);  // neither a lock nor a part is left
}

TEST_CASE("when the newest checkpoint is missing the one before it is used, and said") {
    ForgetfulFileSystem disk;
    Trainee trainee;
    trainee.options.checkpoint = "c";
    trainee.options.checkpoint_every = 1;
    trainee.options.resume = true;
    const std::string model = bits(trainee.run(disk).model);
    disk.remove("c");
    Recorder recorder;
    CHECK(bits(trainee.run(recorder, disk).model) == model);
    CHECK(recorder.notices == std::vector<std::string>{"c is missing: resuming from c.previous"});
    CHECK(recorder.started.resumed_step == 21);
}

TEST_CASE("a checkpoint of another run is refused with all that differs") {
    ForgetfulFileSystem disk;
    Trainee trainee;
    trainee.options.checkpoint = "c";
    trainee.options.resume = true;
    trainee.run(disk);
    trainee.options.seed = 5;
    trainee.options.optimizer = "adam";
    const std::string message = refusal(trainee, disk);
    CHECK(contains(message, "c: found the checkpoint of another run: "));
    CHECK(contains(message, "optimizer is gd there and adam here"));
    CHECK(contains(message, "seed is 1 there and 5 here"));
    CHECK(message.find('\n') == std::string::npos);
}

TEST_CASE("a checkpoint whose place in the data cannot be is refused") {
    ForgetfulFileSystem disk;
    Trainee trainee;
    trainee.options.checkpoint = "c";
    trainee.run(disk);
    const network::Layout layout = network::make_layout(trainee.network);
    const std::string bytes(storage::as_text(disk.read("c").bytes));
    Decoded decoded(trainee, layout, bytes);
    decoded.state.position.batch = 8;  // of 7
    const std::string changed = decoded.encode(training::decode_run(storage::as_bytes(bytes), "c"));
    disk.open("c", storage::OpenMode::truncated)->write(storage::as_bytes(changed));
    trainee.options.resume = true;
    CHECK(refusal(trainee, disk) == "c: position: found step 28 as batch 8 of epoch 4, expected 7 batches an epoch");
}

TEST_CASE("two runs with one checkpoint do not meet") {
    ForgetfulFileSystem disk;
    Trainee trainee;
    trainee.options.checkpoint = "c";
    struct Second : Observer {
        const Trainee& trainee;
        storage::FileSystem& disk;
        std::string message = {};
        Second(const Trainee& t, storage::FileSystem& d) : trainee(t), disk(d) {}
        void start(const StartEvent&) override { message = refusal(trainee, disk); }
    } second(trainee, disk);
    trainee.run(second, disk);
    CHECK(contains(second.message, "c"));
    CHECK(second.message != "accepted");
    CHECK(refusal(trainee, disk) == "accepted");
}
