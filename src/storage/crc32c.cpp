#include "storage/crc32c.h"

#include <array>

namespace descent::storage {
namespace {

constexpr std::array<std::uint32_t, 256> make_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t rest = byte;
        for (int bit = 0; bit < 8; ++bit) rest = (rest >> 1U) ^ ((rest & 1U) != 0 ? 0x82F63B78U : 0U);
        table[byte] = rest;
    }
    return table;
}

}  // namespace

std::uint32_t crc32c(std::span<const std::byte> bytes) {
    static constexpr std::array<std::uint32_t, 256> table = make_table();
    std::uint32_t rest = 0xFFFFFFFFU;
    for (const std::byte byte : bytes) {
        rest = table[(rest ^ static_cast<std::uint32_t>(byte)) & 0xFFU] ^ (rest >> 8U);
    }
    return ~rest;
}

}  // namespace descent::storage
