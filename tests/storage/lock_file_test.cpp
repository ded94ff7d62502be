#include "storage/lock_file.h"

#include <descent/error.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using descent::storage::LockFile;
using descent::test::TemporaryFolder;

TEST_CASE("A path is locked for one at a time, and free again afterwards") {
    const TemporaryFolder folder;
    const std::string path = folder.path("run.checkpoint");
    auto first = std::make_unique<LockFile>(path);
    CHECK_THROWS_WITH(LockFile(path), path + ": another process uses it; wait for its end or choose another path");
    CHECK_NOTHROW(LockFile(folder.path("other.checkpoint")));
    first.reset();
    CHECK_NOTHROW(LockFile(path));
    CHECK(folder.files() == 0);
}

TEST_CASE("A lock file that a killed process left behind is no lock") {
    const TemporaryFolder folder;
    folder.write("run.checkpoint.lock", "");
    CHECK_NOTHROW(LockFile(folder.path("run.checkpoint")));
}

TEST_CASE("A link under the name of a lock is neither opened nor followed") {
    const TemporaryFolder folder;
    std::filesystem::create_symlink("elsewhere", folder.path("run.lock"));
    CHECK_THROWS_WITH(LockFile(folder.path("run")), ContainsSubstring("run.lock is a link; remove it"));
    CHECK_FALSE(std::filesystem::exists(folder.path("elsewhere")));
}

TEST_CASE("A pipe under the name of a lock is refused at once, with a reader or without one") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo(folder.path("run.lock").c_str(), 0600) == 0);
    const std::string refusal =
        folder.path("run") + ": cannot lock: " + folder.path("run.lock") + " is a pipe or device; remove it";
    CHECK_THROWS_WITH(LockFile(folder.path("run")), refusal);
    const int reader = ::open(folder.path("run.lock").c_str(), O_RDONLY | O_NONBLOCK);
    CHECK_THROWS_WITH(LockFile(folder.path("run")), refusal);
    ::close(reader);
    CHECK(folder.files() == 1);
}

TEST_CASE("A lock that cannot be made is an error with path and reason") {
    const TemporaryFolder folder;
    CHECK_THROWS_WITH(LockFile(folder.path("no/run")), ContainsSubstring("no/run: cannot lock: No such file"));
}
