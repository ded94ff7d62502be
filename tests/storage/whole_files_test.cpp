#include "storage/whole_files.h"

#include <descent/error.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "support/catch.h"
#include "support/faulty_file_system.h"
#include "support/forgetful_file_system.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::storage;
using namespace descent::test;

namespace {

namespace fs = std::filesystem;

const std::string old_text = "the old bytes";
const std::string new_text = "the new bytes, which are longer than the old ones";

std::string text_of(ForgetfulFileSystem& disk) { return std::string(as_text(map_file("folder/x", disk).bytes)); }

}  // namespace

TEST_CASE("Writing a whole file makes it or replaces it, and leaves nothing else behind") {
    const TemporaryFolder folder;
    write_whole(folder.path("x"), old_text);
    write_whole(folder.path("x"), new_text);
    CHECK(folder.read("x") == new_text);
    CHECK(folder.files() == 1);
    write_whole(folder.path("empty"), "");
    CHECK(folder.read("empty").empty());
}

TEST_CASE("A file that cannot be written is an error with path and reason") {
    const TemporaryFolder folder;
    const std::string path = folder.path("no/such/folder/x");
    CHECK_THROWS_WITH(write_whole(path, "text"), path + ": cannot write: No such file or directory");
}

TEST_CASE("Whatever operation fails while a file is replaced, the old or the new one is whole") {
    const std::size_t faults = for_every_fault([](const FaultPlan& plan) {
        ForgetfulFileSystem disk;
        write_whole("folder/x", old_text, disk);
        FaultyFileSystem faulty(disk, plan);
        bool failed = false;
        try {
            write_whole("folder/x", new_text, faulty);
        } catch (const Error& error) {
            failed = true;
            CHECK_THAT(error.what(), ContainsSubstring("folder/x: cannot write: "));
        }
        const std::string text = text_of(disk);
        CHECK((text == old_text || text == new_text));
        if (!failed) CHECK(text == new_text);
        const bool could_clean_up = plan.kind == FaultPlan::Kind::short_write || !plan.for_ever;
        if (could_clean_up) CHECK(disk.files() == 1);
        return faulty.met();
    });
    CHECK(faults >= 6 * 5);  // open, write, sync, rename, sync of the folder; six kinds of fault
}

TEST_CASE("After a power cut at any operation the old or the new file is whole") {
    for (const auto names : {ForgetfulFileSystem::Names::old_ones, ForgetfulFileSystem::Names::new_ones}) {
        for_every_fault([names](const FaultPlan& plan) {
            ForgetfulFileSystem disk;
            write_whole("folder/x", old_text, disk);
            FaultyFileSystem faulty(disk, plan);
            bool failed = false;
            try {
                write_whole("folder/x", new_text, faulty);
            } catch (const Error&) {
                failed = true;
            }
            disk.power_cut(names);
            const std::string text = text_of(disk);
            CHECK((text == old_text || text == new_text));
            if (!failed) CHECK(text == new_text);
            return faulty.met();
        });
    }
}

TEST_CASE("A file that is written for the first time is whole or absent after any fault and a power cut") {
    for (const auto names : {ForgetfulFileSystem::Names::old_ones, ForgetfulFileSystem::Names::new_ones}) {
        for_every_fault([names](const FaultPlan& plan) {
            ForgetfulFileSystem disk;
            FaultyFileSystem faulty(disk, plan);
            try {
                write_whole("folder/x", new_text, faulty);
            } catch (const Error&) {
            }
            disk.power_cut(names);
            if (disk.exists("folder/x")) CHECK(text_of(disk) == new_text);
            return faulty.met();
        });
    }
}

TEST_CASE("Whether a path can be written is known before the work, and asking leaves nothing behind") {
    const TemporaryFolder folder;
    require_writable(folder.path("x"));
    CHECK(folder.files() == 0);
    folder.write("x", old_text);
    require_writable(folder.path("x"));
    CHECK(folder.read("x") == old_text);
    CHECK_THROWS_WITH(require_writable(folder.path("none/x")), ContainsSubstring("cannot write: No such file"));
    CHECK_THROWS_WITH(require_writable(folder.path()), ContainsSubstring("not a regular file"));
    CHECK_THROWS_WITH(require_writable("/dev/null"),
                      "/dev/null: cannot write: it is not a regular file; name one, or none that is there yet");
}

TEST_CASE("A file that comes in parts is their sum, and stays as it was when its producer fails") {
    const TemporaryFolder folder;
    folder.write("x", old_text);
    const auto fails = [](const WriteBytes& write) {
        write(as_bytes("first"));
        throw Error("no more");
    };
    CHECK_THROWS_WITH(write_whole(folder.path("x"), fails), "no more");
    CHECK(folder.read("x") == old_text);
    CHECK(folder.files() == 1);
    write_whole(folder.path("x"), [](const WriteBytes& write) {
        for (const char* part : {"first, ", "", "second"}) write(as_bytes(part));
    });
    CHECK(folder.read("x") == "first, second");
}

TEST_CASE("A file that is replaced keeps its permissions, also those that the process would not give") {
    const TemporaryFolder folder;
    for (const unsigned mode : {0600U, 0640U, 0444U, 0777U}) {
        folder.write("x", old_text);
        fs::permissions(folder.path("x"), fs::perms(mode));
        write_whole(folder.path("x"), new_text);
        CHECK(folder.read("x") == new_text);
        CHECK(static_cast<unsigned>(fs::status(folder.path("x")).permissions()) == mode);
        fs::remove(folder.path("x"));
    }
}

TEST_CASE("A file that is replaced keeps its owner and group, where the process may give files away") {
    const TemporaryFolder folder;
    folder.write("x", old_text);
    if (::chown(folder.path("x").c_str(), 61234, 61235) != 0) {
        WARN("only root gives files away");
        return;
    }
    write_whole(folder.path("x"), new_text);
    struct stat status {};
    REQUIRE(::stat(folder.path("x").c_str(), &status) == 0);
    CHECK(status.st_uid == 61234);
    CHECK(status.st_gid == 61235);
    CHECK(folder.read("x") == new_text);
}

TEST_CASE("A link stays a link, and the file that it leads to is replaced") {
    const TemporaryFolder folder;
    fs::create_directories(folder.path("a/b"));
    folder.write("a/b/x", old_text);
    fs::create_symlink("b/x", folder.path("a/first"));
    fs::create_symlink("a/first", folder.path("second"));
    write_whole(folder.path("second"), new_text);
    CHECK(fs::is_symlink(folder.path("second")));
    CHECK(fs::is_symlink(folder.path("a/first")));
    CHECK(folder.read("a/b/x") == new_text);
    CHECK(std::distance(fs::directory_iterator(folder.path("a/b")), {}) == 1);
    fs::create_symlink("a/b/missing", folder.path("third"));
    require_writable(folder.path("third"));
    write_whole(folder.path("third"), new_text);
    CHECK(folder.read("a/b/missing") == new_text);
    fs::create_symlink("circle", folder.path("circle"));
    CHECK_THROWS_WITH(write_whole(folder.path("circle"), ""), ContainsSubstring("circle: its links lead in a circle"));
}

TEST_CASE("Removing a file that is gone is no error, another failure is") {
    const TemporaryFolder folder;
    remove_if_there(folder.write("x", ""), real_file_system());
    remove_if_there(folder.path("x"), real_file_system());
    CHECK(folder.files() == 0);
    CHECK_THROWS_AS(remove_if_there(folder.path(), real_file_system()), std::system_error);
}
