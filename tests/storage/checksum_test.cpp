#include "storage/checksum.h"

#include <vector>

#include "base/random.h"
#include "storage/whole_files.h"
#include "support/catch.h"

using namespace descent::storage;

TEST_CASE("A checksum is XXH3's, which stands in files") {
    // The values of XXH3_64bits with seed 0, as other implementations print them.
    CHECK(checksum({}) == 0x2D06800538D394C2u);
    CHECK(checksum(as_bytes("descent")) == 0xE9225AB713F821D0u);
}

TEST_CASE("A checksum over parts does not depend on where they are cut") {
    descent::RandomStream stream(1, "test");
    for (int i = 0; i < 200; ++i) {
        std::vector<std::byte> bytes(stream.below(2000));
        for (std::byte& byte : bytes) byte = static_cast<std::byte>(stream.next());
        Checksum sum;
        for (std::span<const std::byte> rest = bytes; !rest.empty();) {
            const auto part = rest.first(1 + stream.below(rest.size()));
            sum.add(part);
            sum.add({});
            rest = rest.subspan(part.size());
        }
        REQUIRE(sum.value() == checksum(bytes));
    }
}

TEST_CASE("One changed bit changes the checksum") {
    std::vector<std::byte> bytes(300);
    const auto before = checksum(bytes);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] ^= std::byte{4};
        CHECK(checksum(bytes) != before);
        bytes[i] ^= std::byte{4};
    }
}
