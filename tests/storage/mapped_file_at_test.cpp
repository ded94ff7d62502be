#include "storage/mapped_file_at.h"

#include <array>
#include <filesystem>

#include "storage/whole_files.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace descent::storage;
using descent::test::TemporaryFolder;

namespace {

FileBytes mapped(const std::string& path) {
    std::filesystem::resize_file(path, mapped_from);
    return map_file(path);
}

}  // namespace

TEST_CASE("Any address inside a mapped file leads to its path") {
    const TemporaryFolder folder;
    const FileBytes file = mapped(folder.write("a file", ""));
    std::array<char, 600> buffer;
    for (const std::size_t byte : {std::size_t{0}, std::size_t{5000}, file.bytes.size() - 1}) {
        CHECK(mapped_file_at(file.bytes.data() + byte, buffer) == folder.path("a file"));
    }
}

TEST_CASE("A path of a mapped file is cut to the buffer and has no control characters") {
    const TemporaryFolder folder;
    const FileBytes file = mapped(folder.write("a\x1b[2J", ""));
    std::array<char, 600> buffer;
    CHECK(mapped_file_at(file.bytes.data(), buffer) == folder.path("a?[2J"));
    CHECK(mapped_file_at(file.bytes.data(), std::span(buffer).first(4)) == folder.path("a").substr(0, 4));
}

TEST_CASE("Memory that is no file has no path") {
    std::array<char, 600> buffer;
    const int on_the_stack = 0;
    CHECK(mapped_file_at(&on_the_stack, buffer).empty());
    CHECK(mapped_file_at(nullptr, buffer).empty());
}
