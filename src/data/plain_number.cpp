#include "data/plain_number.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace descent::data {
namespace {

/// Powers of ten that are doubles exactly.
constexpr std::array<double, 23> powers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                           1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// Whether eight characters are digits.
bool are_digits(std::uint64_t eight) {
    const std::uint64_t values = eight ^ 0x3030303030303030u;
    return (((values + 0x7676767676767676u) | values) & 0x8080808080808080u) == 0;
}

/// What eight digits spell, the first in the lowest byte: neighbours are joined to pairs, fours and eight.
std::uint64_t number_of(std::uint64_t eight) {
    std::uint64_t values = eight & 0x0F0F0F0F0F0F0F0Fu;
    values = (values * (1 + (std::uint64_t{10} << 8))) >> 8;
    values = ((values & 0x00FF00FF00FF00FFu) * (1 + (std::uint64_t{100} << 16))) >> 16;
    return ((values & 0x0000FFFF0000FFFFu) * (1 + (std::uint64_t{10000} << 32))) >> 32;
}

struct Digits {
    const char* at;
    const char* end;
    std::uint64_t value = 0;  // of at most 19 of them

    /// Each step is a branch and not a computed length: then the processor reads on before the number is done.
    std::ptrdiff_t read() {
        const char* first = at;
        for (; end - at >= 8; at += 8) {
            std::uint64_t eight;
            std::memcpy(&eight, at, sizeof eight);
            if (!are_digits(eight)) break;
            value = value * 100000000 + number_of(eight);
        }
        for (; at != end && static_cast<unsigned char>(*at - '0') < 10; ++at) {
            value = 10 * value + static_cast<unsigned char>(*at - '0');
        }
        return at - first;
    }
};

static_assert(std::endian::native == std::endian::little);

/// Behind "e" or "E"; null where no digits follow.
const char* skip_exponent(const char* at, const char* end) {
    if (at != end && (*at == '-' || *at == '+')) ++at;
    Digits digits{at, end};
    return digits.read() > 0 ? digits.at : nullptr;
}

/// The number of `length` characters, an exponent perhaps behind them, by the library.
[[gnu::noinline]] std::size_t parse_exactly(std::string_view text, std::size_t length, double& value) {
    const char* const first = text.data();
    const char* const end = first + text.size();
    const char* last = first + length;
    if (last != end && (*last == 'e' || *last == 'E')) last = skip_exponent(last + 1, end);
    if (last == nullptr) return 0;
    const auto [parsed, error] = std::from_chars(first, last, value);
    const bool fits = error == std::errc() && std::fabs(value) <= std::numeric_limits<float>::max();
    return fits && parsed == last ? static_cast<std::size_t>(last - first) : 0;
}

/// Without a branch on the sign, which nobody can predict.
double with_sign(double magnitude, bool negative) {
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(magnitude) ^ std::uint64_t{negative} << 63);
}

}  // namespace

std::size_t parse_plain_number(std::string_view text, double& value) {
    const char* const first = text.data();
    const char* const end = first + text.size();
    const bool negative = first != end && *first == '-';
    Digits digits{first + negative, end};
    std::ptrdiff_t count = digits.read();
    std::ptrdiff_t fraction = 0;
    if (digits.at != end && *digits.at == '.') {
        ++digits.at;
        fraction = digits.read();
        count += fraction;
    }
    if (count == 0) return 0;
    const auto length = static_cast<std::size_t>(digits.at - first);
    const bool has_exponent = digits.at != end && (*digits.at == 'e' || *digits.at == 'E');
    // Both are exact, so their quotient is rounded once (Clinger, How to read floating point numbers accurately, 1990).
    constexpr std::uint64_t most_exact = std::uint64_t{1} << 53;
    if (has_exponent || count > 19 || digits.value > most_exact) return parse_exactly(text, length, value);
    value = with_sign(static_cast<double>(digits.value) / powers[static_cast<std::size_t>(fraction)], negative);
    return length;
}

}  // namespace descent::data
