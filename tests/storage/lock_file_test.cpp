#include "storage/lock_file.h"

#include <descent/error.h>

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

TEST_CASE("A lock that cannot be made is an error with path and reason") {
    const TemporaryFolder folder;
    CHECK_THROWS_WITH(LockFile(folder.path("no/run")), ContainsSubstring("no/run: cannot lock: No such file"));
}
