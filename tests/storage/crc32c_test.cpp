#include "storage/crc32c.h"

#include <array>

#include "storage/whole_files.h"
#include "support/catch.h"

namespace descent::storage {

TEST_CASE("The checksum of Castagnoli is that of RFC 3720") {
    CHECK(crc32c({}) == 0);
    CHECK(crc32c(as_bytes("123456789")) == 0xE3069283U);
    std::array<std::byte, 32> bytes{};
    CHECK(crc32c(bytes) == 0x8A9136AAU);
    bytes.fill(std::byte{0xFF});
    CHECK(crc32c(bytes) == 0x62A8AB43U);
}

}  // namespace descent::storage
