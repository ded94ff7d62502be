// What a killed process leaves of a file that it wrote.

#include "storage/leftovers.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "storage/file_system.h"
#include "storage/whole_files.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

namespace fs = std::filesystem;

namespace {

/// A process that has ended, and was waited for.
pid_t ended_process() {
    const pid_t process = ::fork();
    if (process == 0) ::_exit(0);
    ::waitpid(process, nullptr, 0);
    return process;
}

std::string leftover(pid_t process) { return "m.partial-" + std::to_string(process) + "-0"; }

}  // namespace

TEST_CASE("the next writer of a file removes what a killed process left of it") {
    const TemporaryFolder folder;
    folder.write(leftover(ended_process()), "half");
    storage::write_whole(folder.path("m"), "whole");
    CHECK(folder.read("m") == "whole");
    CHECK(folder.files() == 1);
}

TEST_CASE("what was left of a file is removed when its next writer begins to work") {
    const TemporaryFolder folder;
    folder.write(leftover(ended_process()), "half");
    storage::require_writable(folder.path("m"));
    CHECK(folder.files() == 0);
}

TEST_CASE("what a living process, or one of another machine, writes is not removed") {
    const TemporaryFolder folder;
    folder.write(leftover(::getppid()), "half");
    const std::string held = folder.path(leftover(ended_process()));
    const auto file = storage::real_file_system().open(held, storage::OpenMode::fresh);
    storage::write_whole(folder.path("m"), "whole");
    CHECK(fs::exists(held));
    CHECK(folder.files() == 3);
}

TEST_CASE("what an earlier process of the same number left is removed, and does not stop the writer where it is held") {
    const TemporaryFolder folder;
    const std::string first = "m.partial-" + std::to_string(::getpid()) + "-1000000";
    folder.write(first, "half");
    storage::write_whole(folder.path("m"), "whole");
    CHECK(folder.files() == 1);
    const std::string next = storage::temporary_name(folder.path("m"));
    const std::size_t dash = next.rfind('-') + 1;
    const std::string coming = next.substr(0, dash) + std::to_string(std::stoull(next.substr(dash)) + 1);
    const auto held = storage::real_file_system().open(coming, storage::OpenMode::fresh);
    storage::write_whole(folder.path("m"), "again");
    CHECK(folder.read("m") == "again");
    CHECK(fs::exists(coming));
}

TEST_CASE("a link that somebody put under the next temporary name is not written through") {
    const TemporaryFolder folder;
    folder.write("precious", "bytes");
    const std::string next = storage::temporary_name(folder.path("m"));
    const std::size_t dash = next.rfind('-') + 1;
    const std::string coming = next.substr(0, dash) + std::to_string(std::stoull(next.substr(dash)) + 1);
    fs::create_symlink("precious", coming);
    storage::write_whole(folder.path("m"), "whole");
    CHECK(folder.read("m") == "whole");
    CHECK(folder.read("precious") == "bytes");
}

TEST_CASE("files of other names, links and folders are not taken for what was left") {
    const TemporaryFolder folder;
    const std::string process = std::to_string(ended_process());
    folder.write("precious", "bytes");
    folder.write("other.partial-" + process + "-0", "half");
    folder.write("m.partial-" + process, "notes");
    folder.write("m.partial-x-0", "notes");
    fs::create_symlink("precious", folder.path("m.partial-" + process + "-1"));
    fs::create_directory(folder.path("m.partial-" + process + "-2"));
    storage::write_whole(folder.path("m"), "whole");
    CHECK(folder.files() == 7);
    CHECK(folder.read("precious") == "bytes");
}
