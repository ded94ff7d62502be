// The event files of --tensorboard; TensorBoard's own reader reads them in tests/python/tensorboard_test.py.
#include <filesystem>

#include "cli/in_folder.h"

using namespace descent::test;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string train = "train --function rosenbrock --epochs 3 --quiet ";

std::size_t files_in(const std::string& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("every run has an event file of its own, in a folder that is made") {
    const InFolder work;
    work.done(train + "--tensorboard a/b");
    work.done(train + "--tensorboard a/b");
    CHECK(files_in(work.folder.path("a/b")) == 2);
    const auto file = std::filesystem::directory_iterator(work.folder.path("a/b"))->path().filename().string();
    CHECK(file.starts_with("events.out.tfevents."));
    CHECK(contains(work.folder.read("a/b/" + file), "brain.Event:2"));
}

TEST_CASE("a folder that cannot be made ends the run before its first step") {
    const InFolder work;
    work.folder.write("taken", "a file");
    const Outcome outcome = work.run(train + "--tensorboard taken/board");
    CHECK(outcome.status == 1);
    CHECK(contains(outcome.err, "taken"));
}

TEST_CASE("event files change no bit of the model") {
    const InFolder work;
    work.folder.write("d.csv", "x,y\n0,a\n1,b\n0.2,a\n0.9,b\n");
    const std::string run = "train --data d.csv --target y --hidden 4 --epochs 3 --quiet ";
    work.done(run + "--out a.safetensors");
    work.done(run + "--out b.safetensors --tensorboard board");
    CHECK(work.folder.read("a.safetensors") == work.folder.read("b.safetensors"));
}
