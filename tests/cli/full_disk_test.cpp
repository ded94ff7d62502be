// Full disks, read-only folders, limits on the size of files: one clear line, and nothing lost.

#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>

#include "cli/data.h"
#include "cli/program.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

const std::string run = "train --data ../flowers.csv --target species --hidden 64 --epochs 3 --quiet ";

/// A disk of its own in a folder of the test; only where the system lets us mount one.
class Disk {
public:
    Disk(const TemporaryFolder& folder, const std::string& options) : path_(folder.path("disk")) {
        std::filesystem::create_directory(path_);
        mounted_ = ::mount("descent-test", path_.c_str(), "tmpfs", 0, options.c_str()) == 0;
    }
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;
    ~Disk() {
        if (mounted_) ::umount(path_.c_str());
    }

    bool mounted() const { return mounted_; }
    const std::string& path() const { return path_; }
    void make_read_only() const { ::mount("", path_.c_str(), "", MS_REMOUNT | MS_RDONLY, ""); }
    std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
    }

private:
    std::string path_;
    bool mounted_ = false;
};

/// Calls test(folder, disk): flowers.csv is in the folder, and the disk is mounted in it, where that is possible.
void on_disk(const std::string& options, const auto& test) {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    const Disk disk(folder, options);
    if (disk.mounted()) return test(folder, disk);
    WARN("no disk can be mounted here");
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a model that exceeds the limit on the size of files is one line and leaves the old one") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    std::filesystem::create_directory(folder.path("in"));
    REQUIRE(run_descent(words(run + "--out m.safetensors"), folder.path("in")).status == 0);
    const std::string before = folder.read("in/m.safetensors");
    const Outcome outcome =
        run_descent(words(run + "--out m.safetensors --seed 2"), folder.path("in"), {}, {.file_size = 1000});
    CHECK(outcome.status == 1);
    CHECK(outcome.err == "descent: m.safetensors: cannot write: File too large\n");
    CHECK(folder.read("in/m.safetensors") == before);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path("in")), {}) == 1);
}

TEST_CASE("a checkpoint that exceeds the limit on the size of files is said and the training goes on") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    std::filesystem::create_directory(folder.path("in"));
    const Outcome outcome =
        run_descent(words(run + "--checkpoint c --checkpoint-every 1"), folder.path("in"), {}, {.file_size = 1000});
    CHECK(outcome.status == 1);
    CHECK(outcome.error_lines() == 5);
    CHECK(contains(outcome.err, "c: cannot write the checkpoint: File too large; last good checkpoint: none"));
    CHECK(outcome.err.ends_with("c: 3 checkpoints could not be written\ndescent: c: there is no checkpoint\n"));
}

TEST_CASE("metrics that exceed the limit on the size of files keep whole lines, and the run writes its model") {
    const TemporaryFolder folder;
    folder.write("flowers.csv", flowers());
    std::filesystem::create_directory(folder.path("in"));
    const std::string small = "train --data ../flowers.csv --target species --hidden none --epochs 90 --quiet ";
    const Outcome outcome =
        run_descent(words(small + "--metrics m.jsonl --out m.safetensors"), folder.path("in"), {}, {.file_size = 5000});
    CHECK(outcome.status == 0);
    CHECK(outcome.error_lines() == 2);
    CHECK(outcome.err.starts_with("m.jsonl: cannot write: File too large; the run goes on\n"));
    CHECK(outcome.err.ends_with(" lines could not be written\n"));
    const std::string log = folder.read("in/m.jsonl");
    CHECK(log.size() > 3000);
    CHECK(log.ends_with("}\n"));
    CHECK(log.substr(log.rfind('\n', log.size() - 2)).starts_with("\n{\"event\":\"done\",\"reason\":\"finished\""));
    CHECK_FALSE(folder.read("in/m.safetensors").empty());
}

TEST_CASE("a full disk is one line and nothing is left of what did not fit") {
    on_disk("size=16k", [](const TemporaryFolder&, const Disk& disk) {
        const std::string large = "train --data ../flowers.csv --target species --hidden 5000 --epochs 2 --quiet ";
        const Outcome full = run_descent(words(large + "--out m.safetensors"), disk.path());
        CHECK(full.status == 1);
        CHECK(full.err == "descent: m.safetensors: cannot write: No space left on device\n");
        CHECK(disk.files() == 0);
        const Outcome checkpoint = run_descent(words(large + "--checkpoint c"), disk.path());
        CHECK(checkpoint.status == 1);
        CHECK(contains(checkpoint.err, "c: cannot write the checkpoint: No space left on device"));
        CHECK_FALSE(std::filesystem::exists(disk.path() + "/c.next"));
    });
}

TEST_CASE("a disk that is full of checkpoints and metrics ends no run, whose model goes to another disk") {
    on_disk("size=64k", [](const TemporaryFolder& folder, const Disk& disk) {
        const std::string wide = "train --data ../flowers.csv --target species --hidden 400 --epochs 300 --quiet ";
        const Outcome outcome = run_descent(
            words(wide +
                  "--metrics m.jsonl --metrics-every 1 --checkpoint c --checkpoint-every 1 --out ../m.safetensors"),
            disk.path());
        CHECK(outcome.status == 0);
        CHECK(
            contains(outcome.err, "c: cannot write the checkpoint: No space left on device; last good checkpoint: c"));
        CHECK(contains(outcome.err, "m.jsonl: cannot write: No space left on device; the run goes on\n"));
        CHECK(contains(outcome.err, " lines could not be written\n"));
        CHECK(contains(outcome.err, " checkpoints could not be written\n"));
        CHECK_FALSE(std::filesystem::exists(disk.path() + "/c.next"));
        const std::string log = folder.read("disk/m.jsonl");
        CHECK(log.ends_with("}\n"));
        CHECK(contains(log, "\n{\"event\":\"done\",\"reason\":\"finished\""));
        CHECK_FALSE(contains(outcome.err, " give their room to c"));  // it would not have been enough
        CHECK(contains(log, "{\"event\":\"step\""));
        CHECK_FALSE(folder.read("m.safetensors").empty());
    });
}

TEST_CASE("metrics that fill the disk give their room to the model, steps first, then epochs") {
    on_disk("size=64k", [](const TemporaryFolder& folder, const Disk& disk) {
        const std::string small =
            "train --data ../flowers.csv --target species --hidden 400 --quiet --out m.safetensors ";
        const auto lines = [&](const std::string& event) {
            const std::string log = folder.read("disk/m.jsonl");
            CHECK(log.ends_with("}\n"));
            std::size_t count = 0;
            for (std::size_t at = 0; (at = log.find("{\"event\":\"" + event + "\"", at)) != std::string::npos; ++at)
                ++count;
            return count;
        };
        const Outcome steps =
            run_descent(words(small + "--epochs 100 --metrics m.jsonl --metrics-every 1"), disk.path());
        CAPTURE(steps.err);
        CHECK(contains(steps.err, "m.jsonl: the disk is full: "));
        CHECK(contains(steps.err, " lines of steps give their room to m.safetensors\n"));
        CHECK(contains(steps.err, " lines could not be written\n"));
        CHECK_FALSE(folder.read("disk/m.safetensors").empty());
        CHECK(lines("run") == 1);
        CHECK(lines("step") == 0);
        CHECK(lines("epoch") > 10);
        CHECK(lines("done") == 1);
        std::filesystem::remove(disk.path() + "/m.safetensors");
        const Outcome epochs = run_descent(words(small + "--epochs 1000 --metrics m.jsonl --force"), disk.path());
        CAPTURE(epochs.err);
        CHECK(epochs.status == 0);
        CHECK(contains(epochs.err, " lines of epochs give their room to m.safetensors\n"));
        CHECK_FALSE(folder.read("disk/m.safetensors").empty());
        CHECK(lines("run") == 1);
        CHECK(lines("done") == 1);
    });
}

TEST_CASE("the event file of TensorBoard that fills the disk gives its room to the model") {
    on_disk("size=64k", [](const TemporaryFolder& folder, const Disk& disk) {
        const Outcome outcome =
            run_descent(words("train --data ../flowers.csv --target species --hidden 4 --epochs 1000 "
                              "--quiet --tensorboard tb --out m.safetensors"),
                        disk.path());
        CAPTURE(outcome.err);
        CHECK(outcome.status == 0);
        CHECK(contains(outcome.err, "it is removed, so that the model finds room, and the run goes on without it\n"));
        CHECK_FALSE(folder.read("disk/m.safetensors").empty());
        CHECK(std::filesystem::is_empty(disk.path() + "/tb"));
    });
}

TEST_CASE("a history that fills the disk takes back what did not fit, and the model finds room") {
    on_disk("size=64k", [](const TemporaryFolder& folder, const Disk& disk) {
        const Outcome outcome =
            run_descent(words("train --data ../flowers.csv --target species --hidden 100 --epochs 2000 "
                              "--quiet --checkpoint c --checkpoint-every 100 --out m.safetensors"),
                        disk.path());
        CAPTURE(outcome.err);
        CHECK(outcome.status == 0);
        CHECK(contains(outcome.err, "c: cannot write the checkpoint: No space left on device"));
        CHECK_FALSE(folder.read("disk/m.safetensors").empty());
    });
}

TEST_CASE("metrics that fill the disk give their room to each checkpoint, which is said once") {
    on_disk("size=224k", [](const TemporaryFolder& folder, const Disk& disk) {
        const std::string small = "train --data ../flowers.csv --target species --hidden 400 --quiet --epochs 600 ";
        const Outcome outcome = run_descent(
            words(small +
                  "--metrics m.jsonl --metrics-every 1 --checkpoint c --checkpoint-every 1 --out m.safetensors"),
            disk.path());
        CAPTURE(outcome.err);
        CHECK(outcome.status == 0);
        CHECK(contains(outcome.err, "m.jsonl: the disk is full: "));
        CHECK(contains(outcome.err, " lines of steps give their room to c\n"));
        CHECK(outcome.err.find(" lines of steps give their room to c\n") ==
              outcome.err.rfind(" lines of steps give their room to c\n"));
        CHECK(contains(outcome.err, " lines could not be written\n"));
        CHECK_FALSE(contains(outcome.err, "checkpoints could not be written"));
        CHECK_FALSE(folder.read("disk/m.safetensors").empty());
        const std::string log = folder.read("disk/m.jsonl");
        CHECK(log.starts_with("{\"event\":\"run\""));
        CHECK(contains(log.substr(log.size() - 2000), "\n{\"event\":\"done\",\"reason\":\"finished\""));
        CHECK(log.ends_with("}\n"));
    });
}

TEST_CASE("a folder that may not be written to is refused before the training") {
    on_disk("size=64k", [](const TemporaryFolder&, const Disk& disk) {
        disk.make_read_only();
        for (const char* file : {"--out m.safetensors", "--checkpoint c", "--metrics m.jsonl"}) {
            const Outcome outcome = run_descent(words(run + file), disk.path());
            CAPTURE(file, outcome.err);
            CHECK(outcome.status == 1);
            CHECK(outcome.error_lines() == 1);
            CHECK(contains(outcome.err, "Read-only file system"));
        }
    });
}

TEST_CASE("a standard output that cannot be written to is one line and status 1") {
    const TemporaryFolder folder;
    folder.write("plane.csv", plane());
    REQUIRE(
        run_descent(words("train --data plane.csv --target y --epochs 1 --quiet --out m.safetensors"), folder.path())
            .status == 0);
    Program program(words("predict --model m.safetensors --data plane.csv"), folder.path(), {},
                    {.output = "/dev/full"});
    const Outcome outcome = program.wait();
    CHECK(outcome.status == 1);
    CHECK(outcome.err == "descent: cannot write to standard output: No space left on device\n");
}
