#include <descent/error.h>
#include <sys/stat.h>

#include <filesystem>

#include "storage/whole_files.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent;
using namespace descent::storage;
using descent::test::TemporaryFolder;

TEST_CASE("A file is read as it stands, also an empty one") {
    const TemporaryFolder folder;
    CHECK(as_text(map_file(folder.write("a", "some bytes")).bytes) == "some bytes");
    CHECK(map_file(folder.write("b", "")).bytes.empty());
    CHECK(map_file(folder.path("a")).path == folder.path("a"));
}

TEST_CASE("A large file is mapped and reads the same") {
    const TemporaryFolder folder;
    const std::string path = folder.write("large", "start");
    std::filesystem::resize_file(path, mapped_from + 1);  // sparse: takes no room on the disk
    const FileBytes file = map_file(path);
    REQUIRE(file.bytes.size() == mapped_from + 1);
    CHECK(as_text(file.bytes.first(5)) == "start");
    CHECK(file.bytes.back() == std::byte{0});
}

TEST_CASE("What is no regular file is refused by name, without waiting for it") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    CHECK_THROWS_WITH(map_file(folder.path("pipe")), ContainsSubstring("found a pipe, expected a regular file"));
    CHECK_THROWS_WITH(map_file(folder.path()), ContainsSubstring("found a folder, expected a regular file"));
    CHECK_THROWS_WITH(map_file("/dev/null"), "/dev/null: found a device, expected a regular file");
    CHECK_THROWS_WITH(map_file(folder.path("none")), ContainsSubstring("found no file of this name"));
    CHECK_THROWS_AS(map_file(folder.path("none")), InputError);
    CHECK_THROWS_AS(map_file(std::string("a\0b", 3)), InputError);
    CHECK_THROWS_AS(map_file(""), InputError);
}

TEST_CASE("A missing file may be expected, another failure may not") {
    const TemporaryFolder folder;
    CHECK_FALSE(map_if_exists(folder.path("none")));
    CHECK(map_if_exists(folder.write("a", "x")));
    CHECK_THROWS_AS(map_if_exists(folder.path("a/b")), InputError);
    CHECK(is_file(folder.path("a")));
    CHECK_FALSE(is_file(folder.path("none")));
    CHECK_FALSE(is_file(folder.path("")));  // the folder
}

TEST_CASE("A pipe, device or folder is never replaced by a file") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    CHECK_THROWS_AS(write_whole(folder.path("pipe"), "text"), Error);
    CHECK(std::filesystem::is_fifo(folder.path("pipe")));
    std::filesystem::create_directory(folder.path("inner"));
    CHECK_THROWS_WITH(write_whole(folder.path("inner"), "text"), ContainsSubstring("cannot write: Is a directory"));
    CHECK(folder.files() == 2);
}

TEST_CASE("Folders are made with those above them, and once is enough") {
    const TemporaryFolder folder;
    make_folder(folder.path("a/b/c"));
    make_folder(folder.path("a/b/c"));
    make_folder(folder.path("a/d/"));
    CHECK(std::filesystem::is_directory(folder.path("a/b/c")));
    CHECK(std::filesystem::is_directory(folder.path("a/d")));
    folder.write("file", "");
    CHECK_THROWS_WITH(make_folder(folder.path("file/x")), ContainsSubstring("cannot make this folder"));
    CHECK_THROWS_AS(make_folder(folder.path("file")), Error);
}

TEST_CASE("The folder of a path is the part before its last name") {
    CHECK(folder_of("a") == ".");
    CHECK(folder_of("a/b") == "a");
    CHECK(folder_of("/a") == "/");
    CHECK(folder_of("/a/b/") == "/a");
    CHECK(folder_of("/") == "/");
}
