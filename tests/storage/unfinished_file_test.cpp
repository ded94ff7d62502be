#include "storage/unfinished_file.h"

#include <sys/wait.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <vector>

#include "storage/whole_files.h"
#include "support/catch.h"
#include "support/forgetful_file_system.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::test;

TEST_CASE("A process that ends at once removes the files that it has not finished, and no others") {
    const TemporaryFolder folder;
    const std::string finished = folder.write("finished", "a");
    const std::string unfinished = folder.write("unfinished", "b");
    const pid_t child = ::fork();
    if (child == 0) {
        { const storage::UnfinishedFile ended(finished); }
        const storage::UnfinishedFile mark(unfinished);
        storage::remove_unfinished_files();
        ::_exit(0);
    }
    REQUIRE(::waitpid(child, nullptr, 0) == child);
    CHECK(storage::is_file(finished));
    CHECK_FALSE(storage::is_file(unfinished));
}

TEST_CASE("A process that ends while it asks whether a file can be written leaves nothing") {
    struct Ending : ForgetfulFileSystem {
        std::unique_ptr<storage::OutputFile> open(const std::string& path, storage::OpenMode mode) override {
            auto file = storage::real_file_system().open(path, mode);
            storage::remove_unfinished_files();
            return file;
        }
        void remove(const std::string& path) override { storage::real_file_system().remove(path); }
    };
    const TemporaryFolder folder;
    Ending file_system;
    CHECK_THROWS(storage::require_writable(folder.path("file"), file_system));  // its probe has gone
    CHECK(folder.files() == 0);
}

TEST_CASE("More unfinished files than are remembered are written all the same") {
    const TemporaryFolder folder;
    std::vector<std::unique_ptr<storage::UnfinishedFile>> many;
    for (int i = 0; i < 100; ++i) {
        many.push_back(std::make_unique<storage::UnfinishedFile>(folder.path() + "/" + std::to_string(i)));
    }
    storage::write_whole(folder.path() + "/file", std::string_view("text"));
    CHECK(storage::is_file(folder.path() + "/file"));
}
