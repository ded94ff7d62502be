// What stands on the disk beside a run: permissions, links, and what others put there.

#include <descent/error.h>

#include <filesystem>

#include "support/catch.h"
#include "support/temporary_folder.h"
#include "training/problem.h"

using namespace descent;
using namespace descent::test;

namespace fs = std::filesystem;

namespace {

Trainee with_checkpoint(const std::string& path) {
    Trainee trainee;
    trainee.options.checkpoint = path;
    trainee.options.checkpoint_every = 1;
    trainee.options.resume = true;
    return trainee;
}

unsigned mode_of(const std::string& path) { return static_cast<unsigned>(fs::status(path).permissions()); }

}  // namespace

TEST_CASE("a checkpoint keeps its permissions when the next one replaces it") {
    const TemporaryFolder folder;
    Trainee trainee = with_checkpoint(folder.path("c"));
    trainee.options.epochs = 1;
    trainee.run();
    fs::permissions(folder.path("c"), fs::perms(0600));
    trainee.options.epochs = 4;
    trainee.run();
    CHECK(mode_of(folder.path("c")) == 0600);
    CHECK(mode_of(folder.path("c.previous")) == 0600);
}

TEST_CASE("a checkpoint that is a link stays one, and its other files lie where it leads to") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path("disk"));
    fs::create_symlink("disk/run", folder.path("c"));
    Trainee trainee = with_checkpoint(folder.path("c"));
    trainee.options.epochs = 2;
    const std::string expected = bits(trainee.run().model);
    CHECK(fs::is_symlink(folder.path("c")));
    CHECK(fs::exists(folder.path("disk/run")));
    CHECK(fs::exists(folder.path("disk/run.previous")));
    CHECK(fs::exists(folder.path("disk/run.history")));
    CHECK(folder.files() == 2);
    Recorder recorder;
    CHECK(bits(trainee.run(recorder).model) == expected);
    CHECK(recorder.steps.empty());  // it was read again through the link
}

TEST_CASE("a link under the name of the next checkpoint is not written through") {
    const TemporaryFolder folder;
    folder.write("precious", "bytes");
    fs::create_symlink("precious", folder.path("c.next"));
    with_checkpoint(folder.path("c")).run();
    CHECK(folder.read("precious") == "bytes");
    CHECK_FALSE(fs::exists(folder.path("c.next")));
}

TEST_CASE("a run resumes from the last checkpoint that is there, however old it is, and says so") {
    const TemporaryFolder folder;
    Trainee trainee = with_checkpoint(folder.path("c"));
    trainee.options.keep = 3;
    trainee.run();  // 4 epochs of 7 steps
    for (const char* name : {"c", "c.previous"}) fs::remove(folder.path(name));
    Recorder recorder;
    CHECK(trainee.run(recorder).steps == 28);
    CHECK(recorder.started.resumed_step == 14);
    REQUIRE(recorder.notices.size() == 1);
    CHECK_THAT(recorder.notices.front(),
               ContainsSubstring("/c is missing: resuming from ") && ContainsSubstring("/c.previous-2"));
}

TEST_CASE("resuming with fewer epochs or steps than were done is refused, as many are not") {
    const TemporaryFolder folder;
    Trainee trainee = with_checkpoint(folder.path("c"));
    trainee.run();  // 4 epochs of 7 steps
    const std::string before = folder.read("c");
    trainee.options.epochs = 3;
    CHECK_THROWS_WITH(trainee.run(), ContainsSubstring("epochs: is 3, and") &&
                                         ContainsSubstring("has done 28 steps, 7 an epoch: expected no fewer"));
    CHECK_THROWS_AS(trainee.run(), UsageError);
    trainee.options.epochs = 4;
    trainee.options.maximum_steps = 27;
    CHECK_THROWS_WITH(trainee.run(), ContainsSubstring("max_steps: is 27, and") &&
                                         ContainsSubstring("has done 28 steps: expected no fewer"));
    CHECK(folder.read("c") == before);
    trainee.options.maximum_steps = 28;
    CHECK(trainee.run().steps == 28);
    trainee.options.maximum_steps = 0;
    CHECK(trainee.run().epochs == 4);
}
