#include "data/npy.h"

#include <limits>

#include "data/elements.h"
#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

data::Array parsed(const std::string& bytes) { return data::parse_npy(file_of(bytes, "f.npy")); }
std::string refusal(const std::string& bytes) {
    return error_of([&] { parsed(bytes); });
}

data::Array by_numpy(const std::string& name) {
    return data::parse_npy(storage::map_file(DESCENT_SOURCE_DIR "/tests/reference/npy/" + name));
}

std::vector<double> numbers(const data::Array& array) {
    std::vector<double> result;
    data::with_type(array.type, [&](auto zero) {
        using T = decltype(zero);
        for (std::size_t i = 0; i < array.elements.bytes.size() / sizeof(T); ++i) {
            result.push_back(static_cast<double>(data::element<T>(array.elements.bytes.data(), i)));
        }
    });
    return result;
}

const std::string start = "{'descr': '<f4', 'fortran_order': False, 'shape': ";

}  // namespace

TEST_CASE("Arrays that NumPy wrote are read, of every element type and version") {
    for (const std::string name : {"u1",
                                   "u2",
                                   "u4",
                                   "u8",
                                   "i1",
                                   "i2",
                                   "i4",
                                   "i8",
                                   "f2",
                                   "f4",
                                   "f8",
                                   "half",
                                   "version_1",
                                   "version_2",
                                   "version_3",
                                   "big_endian",
                                   "big_endian_u2",
                                   "big_endian_u4",
                                   "big_endian_u8",
                                   "big_endian_i2",
                                   "big_endian_i4",
                                   "big_endian_i8",
                                   "big_endian_f2",
                                   "big_endian_f8",
                                   "fortran"}) {
        INFO(name);
        const data::Array array = by_numpy(name + ".npy");
        CHECK(array.shape == std::vector<std::size_t>{2, 3});
        CHECK(numbers(array) == std::vector<double>{0, 1, 2, 3, 4, 5});
    }
    CHECK(by_numpy("images.npy").shape == std::vector<std::size_t>{2, 3, 4});
    CHECK(numbers(by_numpy("labels.npy")) == std::vector<double>{3, 0});
    CHECK(numbers(by_numpy("values.npy")) == std::vector<double>{0.5, -1, 2, 1e-30});
    CHECK(numbers(by_numpy("b1.npy")) == std::vector<double>{0, 1, 0, 1, 0, 1});
}

TEST_CASE("Every type becomes one that keeps all its numbers") {
    CHECK(by_numpy("b1.npy").type == ElementType::u8);
    CHECK(by_numpy("i1.npy").type == ElementType::i32);
    CHECK(by_numpy("u2.npy").type == ElementType::i32);
    CHECK(by_numpy("u4.npy").type == ElementType::i64);
    CHECK(by_numpy("f2.npy").type == ElementType::f32);
    CHECK(by_numpy("big_endian_f8.npy").type == ElementType::f64);
    CHECK(numbers(parsed(npy_of<std::int8_t>("|i1", "(2, 1)", {-128, 127}))) == std::vector<double>{-128, 127});
    CHECK(numbers(parsed(npy_of<std::uint32_t>("<u4", "(1, 1)", {4294967295u}))) == std::vector<double>{4294967295.0});
    CHECK(numbers(parsed(npy_of<std::uint8_t>("|b1", "(1, 2)", {7, 0}))) == std::vector<double>{1, 0});
    // binary16, IEEE 754: the largest, the smallest subnormal, the smallest normal, and 1/3 to 11 bits
    CHECK(numbers(by_numpy("half_range.npy")) == std::vector<double>{1, -2, 65504, 0x1p-24, -0x1p-14, 0.333251953125});
}

TEST_CASE("Unsigned numbers that doubles do not hold, and infinite halves, are named by their place") {
    CHECK(refusal(npy_of<std::uint64_t>("<u8", "(1, 2)", {1, 9007199254740993u})) ==
          "f.npy: element [0, 1]: found 9007199254740993, expected at most 2^53 (9007199254740992)");
    CHECK_THAT(refusal(npy_of<std::uint16_t>("<f2", "(2,)", {0, 0xFC00})), ContainsSubstring("[1]: found -inf"));
}

TEST_CASE("Arrays stored column after column become rows, of any shape") {
    std::vector<double> expected(24);
    for (std::size_t i = 0; i < 24; ++i) expected[i] = static_cast<double>(i);
    CHECK(numbers(by_numpy("fortran_cube.npy")) == expected);
    const std::size_t rows = 131, columns = 3;  // more than two blocks
    std::vector<float> stored(rows * columns);
    for (std::size_t p = 0; p < rows; ++p) {
        for (std::size_t k = 0; k < columns; ++k) stored[k * rows + p] = static_cast<float>(p * columns + k);
    }
    std::string elements(stored.size() * 4, '\0');
    std::memcpy(elements.data(), stored.data(), elements.size());
    const auto found =
        numbers(parsed(npy_with_header("{'descr': '<f4', 'fortran_order': True, 'shape': (131, 3), }\n", elements)));
    for (std::size_t i = 0; i < found.size(); ++i) REQUIRE(found[i] == static_cast<double>(i));
}

TEST_CASE("The sizes of Python 2 may end in L") {
    const std::string bytes = npy_of<float>("<f4", "(3L, 2L)", {0, 1, 2, 3, 4, 5});
    CHECK(parsed(bytes).shape == std::vector<std::size_t>{3, 2});
    CHECK(parsed(npy_of<float>("<f4", "(1L,)", {0})).shape == std::vector<std::size_t>{1});
}

TEST_CASE("Arrays that NumPy wrote in another way are refused with the way out") {
    const auto refused = [](const std::string& name) { return error_of([&] { by_numpy(name); }); };
    CHECK_THAT(refused("longdouble.npy"),
               ContainsSubstring("found elements of type '<f16', expected one of b1, u1, u2, u4, u8, i1"));
    CHECK_THAT(refused("structured.npy"), ContainsSubstring("found a structured type"));
    CHECK_THAT(refused("scalar.npy"), ContainsSubstring("found a single number, expected at least one dimension"));
    CHECK_THAT(refused("objects.npy"),
               ContainsSubstring("found elements of type '|O'") && ContainsSubstring("f8: save array.astype('<f8')"));
    CHECK_THAT(refused("objects.npy"), ContainsSubstring("labels that are texts as array.astype(str)"));
    CHECK_THAT(
        error_of([] { data::to_inputs(by_numpy("texts.npy")); }),
        ContainsSubstring("texts.npy: header: found texts as inputs, expected numbers: save numpy.unique(array"));
}

TEST_CASE("Types of texts that no array has are refused as other types are") {
    for (const std::string type : {"<U0", "<U", "<U1x", "<U99999999", "?S1", "|S-1", "<U18446744073709551617"}) {
        CHECK_THAT(refusal(npy_of<float>(type, "(2,)", {0, 1})), ContainsSubstring("found elements of type '" + type));
    }
    CHECK_THAT(refusal(npy_of<float>("<U2", "(2,)", {0, 1})), ContainsSubstring("no more than the file's 8 bytes"));
    CHECK_THAT(refusal(npy_of<float>("<U1", "(1,)", {0, 1})), ContainsSubstring("4 bytes after the last element"));
}

TEST_CASE("An array is used where it lies in the file") {
    const auto file = file_of(npy_of<float>("<f4", "(1, 2)", {1, 2}), "f.npy");
    CHECK(data::parse_npy(file).elements.bytes.data() == file.bytes.data() + file.bytes.size() - 8);
}

TEST_CASE("The header may have its members in any order, other quotes and spaces") {
    const std::string elements(8, '\0');
    CHECK_NOTHROW(parsed(npy_with_header(R"({"shape":(2,1),"fortran_order":False,"descr":"<f4"})", elements)));
    CHECK_NOTHROW(
        parsed(npy_with_header("  { 'shape' : ( 2 , ) , 'descr' : '<f4' , 'fortran_order' : False , }  \n", elements)));
}

TEST_CASE("A header that is not one says at which byte") {
    CHECK(refusal(npy_with_header("['descr']")) == "f.npy: header, byte 10: found '['descr']', expected '{'");
    CHECK_THAT(refusal(npy_with_header("{'descr': 3}")),
               ContainsSubstring("byte 20: found '3}', expected text between"));
    CHECK_THAT(refusal(npy_with_header("{'descr': '<f4}")), ContainsSubstring("expected text that ends in a quote"));
    CHECK_THAT(refusal(npy_with_header("{'other': '<f4'}")), ContainsSubstring("found the member 'other'"));
    CHECK_THAT(refusal(npy_with_header("{'descr': '<f4', 'descr': '<f4'}")), ContainsSubstring("each once"));
    CHECK_THAT(refusal(npy_with_header("{'fortran_order': 0}")), ContainsSubstring("expected 'False'"));
    CHECK_THAT(refusal(npy_with_header(start + "(2, -1)}")), ContainsSubstring("whole numbers"));
    CHECK_THAT(refusal(npy_with_header(start + "(99999999999999999999,)}")), ContainsSubstring("whole numbers"));
    CHECK_THAT(refusal(npy_with_header(start + "(2 3)}")), ContainsSubstring("expected ')'"));
    CHECK_THAT(refusal(npy_with_header(start + "(2,)} x")),
               ContainsSubstring("found 'x', expected the end of the header"));
    CHECK_THAT(refusal(npy_with_header("{'descr': '<f4'}")),
               ContainsSubstring("expected descr, fortran_order and shape"));
    CHECK_THAT(refusal(npy_with_header("")), ContainsSubstring("found the end of the header, expected '{'"));
}

TEST_CASE("A .npy file that was cut anywhere is an error") {
    const std::string whole = npy_of<float>("<f4", "(2, 1)", {1, 2});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        REQUIRE_THAT(refusal(whole.substr(0, size)), ContainsSubstring("f.npy: "));
    }
    CHECK(refusal("") == "f.npy: byte 0: found an empty file, expected a .npy file (93 NUMPY)");
    CHECK(refusal("a,b\n1,2\n") == "f.npy: byte 0: found other data, expected a .npy file (93 NUMPY)");
}

TEST_CASE("An array in memory of a type that is not read is refused by its name") {
    const std::string message = error_of([] {
        data::npy_array("<c8", data::ElementOrder::rows, {1, 1}, file_of("12345678", "inputs"));
    });
    CHECK_THAT(message, ContainsSubstring("inputs: header: found elements of type '<c8'"));
}

TEST_CASE("A .npy header that claims more than the file holds reserves no memory") {
    CHECK_THAT(refusal(npy_with_header(start + "(4000000000, 4000000000)}", "12345678")),
               ContainsSubstring("found a shape of 4000000000 x 4000000000, expected no more than the file's 8 bytes"));
    std::string long_header = npy_with_header("{}");
    long_header[9] = '\x7F';
    CHECK_THAT(refusal(long_header),
               ContainsSubstring("byte 8: found a header of 32514 bytes, expected no more than the 2"));
    std::string version = npy_with_header("{}");
    version[6] = 9;
    CHECK(refusal(version) == "f.npy: byte 6: found version 9, expected version 1, 2 or 3");
}

TEST_CASE("Bytes after the last element, and 0 patterns, are errors") {
    CHECK_THAT(refusal(npy_of<float>("<f4", "(2,)", {1, 2, 3})),
               ContainsSubstring("found 4 bytes after the last element"));
    CHECK_THAT(refusal(npy_of<float>("<f4", "(0, 3)", {})), ContainsSubstring("found 0 in the shape 0 x 3"));
}

TEST_CASE("NaN and infinities are named by their place") {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(refusal(npy_of<float>("<f4", "(2, 3)", {0, 1, 2, 3, nan, 5})) ==
          "f.npy: element [1, 1]: found nan, expected a finite number");
    CHECK_THAT(refusal(npy_of<double>("<f8", "(2, 1)", {0, -infinity})), ContainsSubstring("[1, 0]: found -inf"));
    std::vector<float> many(10000, 1.0f);
    many[9999] = nan;
    CHECK_THAT(refusal(npy_of<float>("<f4", "(100, 10, 10)", many)), ContainsSubstring("element [99, 9, 9]"));
}
