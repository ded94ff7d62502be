#include "data/gzip.h"

#include "base/random.h"
#include "data/inflate_at_once.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

std::string unpacked(const std::string& bytes, std::uint64_t limit = std::uint64_t{1} << 32) {
    const auto text = data::gunzip_text(file_of(bytes, "f.gz"), limit);
    return std::string(storage::as_text(text.bytes));
}

std::string random_text(std::size_t size) {
    RandomStream stream(size, "text");
    std::string text(size, ' ');
    for (char& c : text) c = static_cast<char>(stream.below(64));
    return text;
}

}  // namespace

TEST_CASE("Compressed text of any size comes back whole") {
    for (const std::size_t size : {0, 1, 17, 4095, 4096, 4097, 100000, 1 << 20}) {
        const std::string text = random_text(size);
        CHECK(unpacked(gzipped(text)) == text);
    }
    CHECK(unpacked(gzipped(std::string(1 << 22, 'x'))) == std::string(1 << 22, 'x'));
}

TEST_CASE("Members that follow each other are one text") {
    CHECK(unpacked(gzipped("one,") + gzipped("") + gzipped("two")) == "one,two");
}

TEST_CASE("Compressed data is read in parts of any size") {
    const std::string text = random_text(5000);
    const auto file = file_of(gzipped(text), "f.gz");
    data::GzipReader reader(file);
    std::string read(5001, '\0');
    std::size_t filled = 0;
    for (const std::size_t part : {1, 0, 17, 3000, 1983}) {
        filled +=
            reader.read(std::as_writable_bytes(std::span(read)).subspan(filled, std::min(part, read.size() - filled)));
    }
    CHECK(filled == 5000);
    CHECK(read.substr(0, 5000) == text);
}

TEST_CASE("A compressed file that was cut anywhere is an error") {
    const std::string whole = gzipped(random_text(300));
    for (std::size_t size = 2; size < whole.size(); ++size) {
        const std::string text = error_of([&] { unpacked(whole.substr(0, size)); });
        REQUIRE_THAT(text, ContainsSubstring("f.gz: compressed byte " + std::to_string(size)));
        REQUIRE_THAT(text, ContainsSubstring("the file is truncated"));
    }
}

TEST_CASE("A changed byte in compressed data is found by its checksum") {
    std::string bytes = gzipped("some text that is compressed");
    bytes[bytes.size() - 6] ^= 1;
    CHECK_THAT(error_of([&] { unpacked(bytes); }), ContainsSubstring("damaged data (incorrect data check)"));
    bytes = gzipped(random_text(300));
    bytes[100] ^= 1;
    CHECK_THAT(error_of([&] { unpacked(bytes); }), ContainsSubstring("damaged data"));
}

TEST_CASE("Bytes after the compressed data are an error") {
    CHECK_THAT(error_of([] { unpacked(gzipped("text") + "more"); }),
               ContainsSubstring("found 4 bytes after the gzip data, expected the end of the file"));
}

TEST_CASE("What is not gzip says so") {
    CHECK(error_of([] { unpacked("a,b\n1,2\n"); }) ==
          "f.gz: start: found other data, expected gzip data (bytes 1f 8b)");
    CHECK_THAT(error_of([] { unpacked(""); }), ContainsSubstring("expected gzip data"));
}

TEST_CASE("A small file that grows beyond the limit is stopped there") {
    const std::string bomb = gzipped(std::string(1 << 24, '0'));
    REQUIRE(bomb.size() < 20000);
    CHECK(error_of([&] { unpacked(bomb, 1 << 20); }) == "f.gz: found more than 1048576 bytes when decompressed, from " +
                                                            std::to_string(bomb.size()) +
                                                            ", expected less: decompress the file first");
    CHECK(unpacked(bomb, 1 << 24).size() == 1 << 24);
}

TEST_CASE("What a compressed text may grow to follows from its size") {
    constexpr std::uint64_t mebibyte = 1 << 20;
    CHECK(data::most_inflated_text(0) == 64 * mebibyte);
    CHECK(data::most_inflated_text(mebibyte / 4) == 64 * mebibyte);
    CHECK(data::most_inflated_text(mebibyte) == 256 * mebibyte);
    CHECK(data::most_inflated_text(16 * mebibyte) == 4096 * mebibyte);
    CHECK(data::most_inflated_text(UINT64_MAX) == 4096 * mebibyte);
}

TEST_CASE("A small file that grows beyond its plausible size is refused before it is inflated as a whole") {
    const std::string part = gzipped(std::string(1 << 24, '0'));
    std::string bomb;
    for (int i = 0; i < 5; ++i) bomb += part;
    REQUIRE(bomb.size() < 100000);
    CHECK_THAT(
        error_of([&] { data::gunzip_text(file_of(bomb, "f.gz")); }),
        ContainsSubstring("found more than 67108864 bytes when decompressed, from " + std::to_string(bomb.size())));
}

TEST_CASE("A whole member is inflated at once, and nothing else is") {
    const std::string text = random_text(5000), bytes = gzipped(text), two = gzipped(text) + gzipped("more");
    std::string out(5000, ' '), other(5001, ' ');
    const auto at_once = [](const std::string& file, std::string& to) {
        return data::inflate_at_once(std::as_bytes(std::span(file)), std::as_writable_bytes(std::span(to)));
    };
    if (!at_once(bytes, out)) return;  // built without libdeflate
    CHECK(out == text);
    CHECK_FALSE(at_once(bytes, other));
    CHECK_FALSE(at_once(two, out));
    CHECK_FALSE(at_once(bytes.substr(0, bytes.size() - 1), out));
    std::string damaged = bytes;
    damaged[damaged.size() - 6] ^= 1;
    CHECK_FALSE(at_once(damaged, out));
}
