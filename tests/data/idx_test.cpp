#include "data/idx.h"

#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

data::Array plain(const std::string& bytes) { return data::parse_idx(file_of(bytes, "f.idx")); }
data::Array compressed(const std::string& bytes) { return data::parse_idx_gzip(file_of(gzipped(bytes), "f.idx.gz")); }

}  // namespace

TEST_CASE("Images of any rank are read alike, plain and compressed") {
    for (const std::vector<std::uint32_t>& shape :
         {std::vector<std::uint32_t>{5}, {2, 3}, {2, 3, 4}, {2, 1, 2, 1, 2}}) {
        const std::string bytes = idx_of(shape);
        for (const data::Array& array : {plain(bytes), compressed(bytes)}) {
            CHECK(array.type == ElementType::u8);
            CHECK(array.shape == std::vector<std::size_t>(shape.begin(), shape.end()));
            CHECK(storage::as_text(array.elements.bytes) == bytes.substr(4 + 4 * shape.size()));
        }
    }
}

TEST_CASE("A plain IDX file is used where it lies") {
    const auto file = file_of(idx_of({2, 3}), "f.idx");
    CHECK(data::parse_idx(file).elements.bytes.data() == file.bytes.data() + 12);
}

TEST_CASE("A file that is no IDX file says what stands at its start") {
    CHECK(error_of([] { plain("PNG!12345678"); }) ==
          "f.idx: byte 0: found 50 4e 47 21, expected an IDX header: 00 00 08 RANK");
    CHECK_THAT(error_of([] { compressed("PNG!12345678"); }), ContainsSubstring("found 50 4e 47 21"));
    CHECK(error_of([] { plain(std::string("\0\0\x0D\x01\0\0\0\1abcd", 12)); }) ==
          "f.idx: byte 2: found element type 0d, expected 08 (unsigned bytes)");
    CHECK_THAT(error_of([] { plain(std::string("\0\0\x08\0", 4)); }), ContainsSubstring("found 00 00 08 00"));
    CHECK(error_of([] { plain(""); }) ==
          "f.idx: byte 0: found the end of the file, expected an IDX header: 00 00 08 RANK");
}

TEST_CASE("An IDX file that was cut anywhere is an error, plain and compressed") {
    const std::string whole = idx_of({3, 2, 2});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        REQUIRE_THAT(error_of([&] { plain(whole.substr(0, size)); }), ContainsSubstring("f.idx: "));
        REQUIRE_THAT(error_of([&] { compressed(whole.substr(0, size)); }), ContainsSubstring("f.idx.gz: "));
    }
}

TEST_CASE("Bytes after the last element are an error") {
    CHECK(error_of([] {
              plain(idx_of({2, 2}) + "x");
          }) == "f.idx: byte 16: found 1 bytes after the last element, expected the end of the file");
    CHECK_THAT(error_of([] {
                   compressed(idx_of({2, 2}) + "x");
               }),
               ContainsSubstring("byte 16: found bytes after the last element"));
}

TEST_CASE("0 patterns, or patterns without inputs, are an error") {
    CHECK(error_of([] {
              plain(idx_header({0, 28, 28}));
          }) == "f.idx: header: found 0 in the shape 0 x 28 x 28, expected at least one pattern and input");
    CHECK_THAT(error_of([] { compressed(idx_header({4, 0})); }), ContainsSubstring("found 0 in the shape 4 x 0"));
}

TEST_CASE("A header that claims more than the file can hold reserves no memory") {
    const std::uint32_t most = 0xFFFFFFFF;
    CHECK(error_of([&] {
              plain(idx_header({most, most, most}) + "x");
          }) ==
          "f.idx: header: found a shape of 4294967295 x 4294967295 x 4294967295, "
          "expected no more than the file's 1 bytes can hold");
    CHECK_THAT(error_of([&] {
                   compressed(idx_header({most, 1000}) + "x");
               }),
               ContainsSubstring("found a shape of 4294967295 x 1000"));
}
