#include "data/idx.h"

#include "data/gzip.h"

#include "data/elements.h"
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
          "f.idx: byte 0: found 50 4e 47 21, expected an IDX header: 00 00 TYPE RANK");
    CHECK_THAT(
        error_of([] { plain("\x1F\x8B\x08-and so on"); }),
        ContainsSubstring("found 1f 8b 08 2d, expected an IDX header: 00 00 TYPE RANK; a compressed file's name"));
    CHECK_THAT(error_of([] { compressed("PNG!12345678"); }), ContainsSubstring("found 50 4e 47 21"));
    CHECK(
        error_of([] { plain(std::string("\0\0\x0A\x01\0\0\0\1abcd", 12)); }) ==
        "f.idx: byte 2: found element type 0a, expected 08 (unsigned bytes), 09 (bytes), 0b, 0c (16 or 32 bits), 0d or "
        "0e (float or double)");
    CHECK_THAT(error_of([] { plain(std::string("\0\0\x08\0", 4)); }), ContainsSubstring("found 00 00 08 00"));
    CHECK(error_of([] { plain(""); }) ==
          "f.idx: byte 0: found the end of the file, expected an IDX header: 00 00 TYPE RANK");
}

TEST_CASE("Every element type of IDX is read, plain and compressed, and bytes alone are pixels") {
    struct Row {
        std::string_view elements;  // big-endian, two of them
        char code;
        ElementType type;
        double first, second;
    };
    using namespace std::string_view_literals;
    for (const Row& row :
         {Row{"\x00\xFF"sv, 0x08, ElementType::u8, 0, 255}, Row{"\x01\xFF"sv, 0x09, ElementType::i32, 1, -1},
          Row{"\x01\x02\xFF\xFE"sv, 0x0B, ElementType::i32, 258, -2},
          Row{"\x00\x01\x00\x00\xFF\xFF\xFF\xFD"sv, 0x0C, ElementType::i32, 65536, -3},
          Row{"\x3F\x80\x00\x00\xC0\x20\x00\x00"sv, 0x0D, ElementType::f32, 1, -2.5},
          Row{"\x3F\xF8\0\0\0\0\0\0\xBF\xD0\0\0\0\0\0\0"sv, 0x0E, ElementType::f64, 1.5, -0.25}}) {
        INFO(int{row.code});
        const std::string bytes = std::string{0, 0, row.code, 2, 0, 0, 0, 2, 0, 0, 0, 1} + std::string(row.elements);
        for (const data::Array& array : {plain(bytes), compressed(bytes)}) {
            CHECK(array.type == row.type);
            CHECK(array.pixels == (row.code == 0x08));
            data::with_type(array.type, [&](auto zero) {
                using T = decltype(zero);
                CHECK(static_cast<double>(data::element<T>(array.elements.bytes.data(), 0)) == row.first);
                CHECK(static_cast<double>(data::element<T>(array.elements.bytes.data(), 1)) == row.second);
            });
        }
        CHECK_THAT(error_of([&] { plain(bytes.substr(0, bytes.size() - 1)); }), ContainsSubstring("f.idx: header"));
    }
    CHECK_THAT(error_of([] { plain(std::string("\0\0\x0D\1\0\0\0\1\x7F\x80\0\0", 12)); }),
               ContainsSubstring("element [0]: found inf"));
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

TEST_CASE("A compressed array that would grow beyond its plausible size is refused by its header") {
    const std::string header{0, 0, 8, 1, 6, 0, 0, 0};  // 96 MiB
    CHECK_THAT(error_of([&] { compressed(header + std::string(std::size_t{96} << 20U, '\0')); }),
               ContainsSubstring("f.idx.gz: header: found 100663296 bytes when decompressed, from "));
    CHECK(data::most_inflated_array(100) == std::uint64_t{64} << 20U);
    CHECK(data::most_inflated_array(std::uint64_t{1} << 30U) == std::uint64_t{16} << 30U);
}
