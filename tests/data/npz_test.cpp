#include "data/npz.h"

#include "data_files.h"
#include "support/catch.h"

using namespace descent;
using namespace descent::test;

namespace {

storage::FileBytes by_numpy(const std::string& name) {
    return storage::map_file(DESCENT_SOURCE_DIR "/tests/reference/npy/" + name);
}

std::string whole(const std::string& name) { return std::string(storage::as_text(by_numpy(name).bytes)); }

std::string refusal(const std::string& bytes, const std::string& member = "X") {
    return error_of([&] { data::parse_npz(file_of(bytes, "f.npz"), member); });
}

}  // namespace

TEST_CASE("Arrays are found by name in archives that NumPy wrote, stored and deflated") {
    for (const std::string name : {"stored.npz", "deflated.npz"}) {
        const data::Array inputs = data::parse_npz(by_numpy(name), "X");
        CHECK(inputs.shape == std::vector<std::size_t>{2, 3});
        CHECK(stored_floats(Dataset("d", data::to_inputs(inputs), {})) == std::vector<float>{0, 1, 2, 3, 4, 5});
        CHECK(data::parse_npz(by_numpy(name), "y.npy").type == ElementType::i64);
    }
    CHECK(data::parse_npz(by_numpy("one.npz"), "").shape == std::vector<std::size_t>{2, 3});
}

TEST_CASE("A stored array is used where it lies in the archive") {
    const storage::FileBytes file = by_numpy("stored.npz");
    const auto* elements = data::parse_npz(file, "X").elements.bytes.data();
    CHECK(elements > file.bytes.data());
    CHECK(elements < file.bytes.data() + file.bytes.size());
}

TEST_CASE("A name that is missing or unknown lists the arrays") {
    CHECK_THAT(refusal(whole("stored.npz"), ""),
               ContainsSubstring("f.npz: found 2 arrays, expected one of X, y, named as in FILE.npz:X"));
    CHECK_THAT(refusal(whole("stored.npz"), "x"), ContainsSubstring("found no array 'x', expected one of X, y"));
}

TEST_CASE("An archive that was cut anywhere is an error") {
    const std::string bytes = whole("deflated.npz");
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        REQUIRE_THAT(refusal(bytes.substr(0, size)), ContainsSubstring("f.npz: "));
    }
}

TEST_CASE("A flipped bit of the content is seen") {
    for (const std::string name : {"stored.npz", "deflated.npz"}) {
        std::string bytes = whole(name);
        const std::size_t start = bytes.find("X.npy");  // in the local header; the content begins 25 bytes behind it
        bytes[start + 60] = static_cast<char>(bytes[start + 60] ^ 1);
        CHECK_THAT(refusal(bytes), ContainsSubstring("damaged data"));
    }
}

TEST_CASE("Sizes that an archive only claims reserve no memory") {
    std::string bytes = whole("deflated.npz");
    const std::size_t central = bytes.find("PK\x01\x02");
    const auto with = [&](std::size_t offset, std::string_view value) {
        std::string changed = bytes;
        return changed.replace(central + offset, value.size(), value);
    };
    CHECK_THAT(refusal(with(24, "\xF0\xFF\xFF\x7F")), ContainsSubstring("member 'X.npy': found a size of 2147483632"));
    CHECK_THAT(refusal(with(20, "\xF0\xFF\xFF\x7F")),
               ContainsSubstring("found 2147483632 bytes, expected no more than"));
    CHECK_THAT(refusal(with(10, std::string("\x0C\0", 2))), ContainsSubstring("compression method 12"));
    CHECK_THAT(refusal(with(8, std::string("\1\0", 2))), ContainsSubstring("found an encrypted member"));
    CHECK_THAT(refusal(with(42, "\x01")), ContainsSubstring("found other data, expected a local header at byte 1"));
    CHECK_THAT(refusal("a,b\n1,2\n"), ContainsSubstring("found no end of a central directory"));
}

namespace {

std::string little(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i, value >>= 8U) text += static_cast<char>(value & 255U);
    return text;
}

/// An archive with one deflated member, whose content is that of a gzip file.
std::string zip_of(const std::string& name, const std::string& gzip) {
    constexpr std::size_t head = 10, tail = 8;
    const std::string packed = gzip.substr(head, gzip.size() - head - tail),
                      checksum = gzip.substr(gzip.size() - tail, 4);
    const std::string common = little(20, 2) + little(0, 2) + little(8, 2) + little(0, 4) + checksum +
                               little(packed.size(), 4) + gzip.substr(gzip.size() - 4) + little(name.size(), 2) +
                               little(0, 2);
    const std::string local = "PK\3\4" + common + name + packed;
    const std::string central = "PK\1\2" + little(20, 2) + common + little(0, 14) + name;
    return local + central + "PK\5\6" + little(0, 4) + little(1, 2) + little(1, 2) + little(central.size(), 4) +
           little(local.size(), 4) + little(0, 2);
}

}  // namespace

TEST_CASE("A member that would grow beyond its plausible size is refused by the archive's directory") {
    const std::string bomb = zip_of("X.npy", gzipped(std::string(std::size_t{96} << 20U, '0')));
    CHECK_THAT(refusal(bomb),
               ContainsSubstring("f.npz: member 'X.npy': found 100663296 bytes when decompressed, from "));
}
