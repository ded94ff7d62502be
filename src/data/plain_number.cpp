#include "data/plain_number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

namespace descent::data {
namespace {

/// Powers of ten that are doubles exactly.
constexpr std::array<double, 23> powers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                           1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

struct Digits {
    const char* at;
    const char* end;
    std::uint64_t value = 0;  // of at most 19 of them

    std::ptrdiff_t read() {
        const char* first = at;
        for (; at != end && static_cast<unsigned char>(*at - '0') < 10; ++at) {
            value = 10 * value + static_cast<unsigned char>(*at - '0');
        }
        return at - first;
    }
};

/// Behind "e" or "E"; null where no digits follow.
const char* skip_exponent(const char* at, const char* end) {
    if (at != end && (*at == '-' || *at == '+')) ++at;
    Digits digits{at, end};
    return digits.read() > 0 ? digits.at : nullptr;
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
    const char* last = digits.at;
    const bool has_exponent = last != end && (*last == 'e' || *last == 'E');
    // Both are exact, so their quotient is rounded once (Clinger, How to read floating point numbers accurately, 1990).
    constexpr std::uint64_t most_exact = std::uint64_t{1} << 53;
    if (!has_exponent && count <= 19 && digits.value <= most_exact) {
        const double magnitude = static_cast<double>(digits.value) / powers[static_cast<std::size_t>(fraction)];
        value = negative ? -magnitude : magnitude;
        return static_cast<std::size_t>(last - first);
    }
    if (has_exponent) last = skip_exponent(last + 1, end);
    if (last == nullptr) return 0;
    const auto [parsed, error] = std::from_chars(first, last, value);
    const bool fits = error == std::errc() && std::fabs(value) <= std::numeric_limits<float>::max();
    return fits && parsed == last ? static_cast<std::size_t>(last - first) : 0;
}

}  // namespace descent::data
