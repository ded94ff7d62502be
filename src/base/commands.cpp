#include "base/commands.h"

#include <algorithm>
#include <array>

namespace descent {

CodePoint first_code_point(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < bytes) return {0, 0};
    char32_t value = first & (0x7Fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {0, 0};
        value = value << 6 | (byte(i) & 0x3Fu);
    }
    constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
    if (value < smallest[bytes] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {0, 0};
    return {value, bytes};
}

bool is_command(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

std::string with_commands_replaced(std::string_view text, const std::function<std::string(char32_t)>& instead) {
    std::string result;
    while (!text.empty()) {
        const auto [value, length] = first_code_point(text);
        const std::string_view bytes = text.substr(0, std::max<std::size_t>(length, 1));
        result += length > 0 && is_command(value) ? instead(value) : std::string(bytes);
        text.remove_prefix(bytes.size());
    }
    return result;
}

}  // namespace descent
