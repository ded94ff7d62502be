#include "data/float_text.h"

#include <charconv>
#include <cmath>
#include <string>

#include "base/text.h"

namespace descent::data {

std::string_view trimmed(std::string_view field) {
    const std::size_t first = field.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return field.substr(first, field.find_last_not_of(" \t") - first + 1);
}

std::optional<float> to_float(std::string_view field) {
    std::string_view text = trimmed(field);
    if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
    float number = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (error == std::errc() && end == last) return std::isfinite(number) ? std::optional(number) : std::nullopt;
    if (error != std::errc::result_out_of_range) return std::nullopt;
    // Too small and too large are reported alike. Only the small ones have a nearest float32.
    const auto wide = parse_number<long double>(text);
    return wide && std::fabs(*wide) < 1 ? std::optional(static_cast<float>(*wide)) : std::nullopt;
}

std::optional<float> from_decimal_comma(std::string_view field) {
    const std::size_t comma = field.find(',');
    if (comma == field.npos || field.find('.') != field.npos) return std::nullopt;
    std::string text(field);
    text[comma] = '.';
    return to_float(text);
}

}  // namespace descent::data
