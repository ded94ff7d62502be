// When checkpoints are written, which stay, and what a run does without their history.

#include <stdexcept>

#include "storage/whole_files.h"
#include "support/catch.h"
#include "support/forgetful_file_system.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

TEST_CASE("a checkpoint is written every so many steps, also inside an epoch, and a resumed run has the same bits") {
    Trainee trainee;
    trainee.options.optimizer = "adam";
    Recorder whole;
    const std::string model = bits(trainee.run(whole).model);
    trainee.options.checkpoint = "c";
    trainee.options.checkpoint_every = parse_checkpoint_interval("5steps");
    trainee.options.resume = true;
    for (std::uint64_t end = 1; end < 28; ++end) {
        ForgetfulFileSystem disk;
        struct Killed : Recorder {
            void step(const StepEvent& event) override {
                if (event.step == stop_after) throw std::runtime_error("killed");
                Recorder::step(event);
            }
        } killed;
        killed.stop_after = end;
        CHECK_THROWS_WITH(trainee.run(killed, disk), "killed");
        disk.power_cut(ForgetfulFileSystem::Names::old_ones);
        Recorder recorder;
        CAPTURE(end);
        CHECK(bits(trainee.run(recorder, disk).model) == model);
        CHECK(bits(recorder.epochs) == bits(whole.epochs));
        CHECK(recorder.started.resumed_step == (end - 1) / 5 * 5);
    }
}

TEST_CASE("checkpoints before the last one stay as many as are wanted, each a run's own") {
    ForgetfulFileSystem disk;
    Trainee trainee;
    trainee.options.checkpoint = "c";
    trainee.options.checkpoint_every = 1;
    trainee.options.keep = 3;
    trainee.options.epochs = 9;
    trainee.run(disk);
    CHECK(disk.files() == 5);
    trainee.options.resume = true;
    std::uint64_t steps = 63;
    for (const char* name : {"c", "c.previous", "c.previous-2", "c.previous-3"}) {
        if (name != std::string("c")) disk.rename(name, "c");
        Recorder recorder;
        trainee.options.checkpoint_every = CheckpointInterval();
        ForgetfulFileSystem copy = disk;
        trainee.run(recorder, copy);
        CHECK(recorder.started.resumed_step == steps);
        CHECK(recorder.started.past.size() == steps / 7);
        steps -= 7;
    }
}

namespace {

/// Files begin, and have no room, or no memory, for the second checkpoint and those after it.
struct Scarce : ForgetfulFileSystem {
    bool memory = false;
    std::size_t begun = 0;

    std::unique_ptr<storage::OutputFile> open(const std::string& path, storage::OpenMode mode) override {
        auto file = ForgetfulFileSystem::open(path, mode);
        if (path == "c.next" && ++begun > 1) {
            file->write(storage::as_bytes("half"));
            if (memory) throw std::bad_alloc();
            throw std::system_error(ENOSPC, std::generic_category());
        }
        return file;
    }
};

}  // namespace

TEST_CASE("a checkpoint without room, or memory, leaves nothing of itself, is counted, and the run goes on") {
    Trainee trainee;
    const std::string expected = bits(trainee.run().model);
    trainee.options.checkpoint = "c";
    trainee.options.checkpoint_every = 1;
    for (const bool memory : {false, true}) {
        Scarce disk;
        disk.memory = memory;
        Recorder recorder;
        const TrainingResult result = trainee.run(recorder, disk);
        CHECK(bits(result.model) == expected);
        CHECK(result.failed_checkpoints == 3);
        REQUIRE(recorder.notices.size() == 3);
        CHECK(recorder.notices[2] == std::string("c: cannot write the checkpoint: ") +
                                         (memory ? "not enough memory" : "No space left on device") +
                                         "; last good checkpoint: c (step 7)");
        CHECK_THROWS_AS(disk.read("c.next"), std::system_error);
    }
}

namespace {

/// Counts what is written and synced.
struct Counting : ForgetfulFileSystem {
    std::size_t bytes = 0, syncs = 0;

    struct Output : storage::OutputFile {
        Counting& all;
        std::unique_ptr<storage::OutputFile> inner;
        Output(Counting& of, std::unique_ptr<storage::OutputFile> file) : all(of), inner(std::move(file)) {}
        std::size_t write(std::span<const std::byte> part) override {
            all.bytes += part.size();
            return inner->write(part);
        }
        void sync() override {
            ++all.syncs;
            inner->sync();
        }
    };
    std::unique_ptr<storage::OutputFile> open(const std::string& path, storage::OpenMode mode) override {
        return std::make_unique<Output>(*this, ForgetfulFileSystem::open(path, mode));
    }
};

}  // namespace

TEST_CASE("a checkpoint after thousands of epochs writes and syncs as much as an early one") {
    Counting disk;
    struct Costs : Observer {
        Counting& disk;
        std::vector<std::size_t> bytes = {}, syncs = {};  // at the end of each epoch, before its checkpoint
        explicit Costs(Counting& counted) : disk(counted) {}
        void epoch(const EpochEvent&) override {
            bytes.push_back(disk.bytes);
            syncs.push_back(disk.syncs);
        }
    } costs(disk);
    Trainee trainee;
    trainee.training = clouds(8);
    trainee.options.epochs = 3000;
    trainee.options.checkpoint = "c";
    trainee.options.checkpoint_every = 1;
    trainee.run(costs, disk);
    const auto bytes_of = [&](std::size_t epoch) { return costs.bytes[epoch] - costs.bytes[epoch - 1]; };
    CHECK(bytes_of(2900) < bytes_of(5) + 100);  // numbers of more digits
    CHECK(costs.syncs[2900] - costs.syncs[2899] == 2);
}

TEST_CASE("a history that is lost or damaged is said, and the run goes on to the same bits") {
    Trainee trainee;
    const std::string expected = bits(trainee.run().model);
    trainee.options.checkpoint = "c";
    trainee.options.resume = true;
    for (const char* damage : {"removed", "cut", "changed", "foreign"}) {
        ForgetfulFileSystem disk;
        Recorder first;
        first.stop_after = 17;
        trainee.run(first, disk);
        std::string history(storage::as_text(disk.read("c.history").bytes));
        disk.remove("c.history");
        if (damage == std::string("cut")) history.resize(history.size() - 1);
        if (damage == std::string("changed")) history[30] ^= 1;
        if (damage == std::string("foreign")) history = "notes\n";
        if (damage != std::string("removed")) {
            disk.open("c.history", storage::OpenMode::fresh)->write(storage::as_bytes(history));
        }
        CAPTURE(damage);
        Recorder recorder;
        CHECK(bits(trainee.run(recorder, disk).model) == expected);
        CHECK(recorder.notices ==
              std::vector<std::string>{"c.history is missing or damaged: the figures of 2 epochs are "
                                       "lost, the run goes on"});
        CHECK(recorder.epochs.size() == 2);  // those that were left to do
        Recorder again;
        trainee.run(again, disk);
        CHECK(again.notices.empty());
        CHECK(again.started.past.size() == 2);
    }
}
