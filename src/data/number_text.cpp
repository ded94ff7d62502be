#include "data/number_text.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "base/text.h"

namespace descent::data {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Infinities and NaN are no numbers of tables.
bool may_begin_number(char c) { return is_digit(c) || c == '-' || c == '+' || c == '.'; }

void remove_around(std::string_view& text, std::string_view characters) {
    const std::size_t first = text.find_first_not_of(characters);
    if (first == text.npos) return void(text = {});
    text = text.substr(first, text.find_last_not_of(characters) - first + 1);
}

/// Without signs, blanks, parentheses, percent and currency signs around it.
std::string_view bare(std::string_view text) {
    constexpr std::string_view around = " \t+-()%$";
    remove_around(text, around);
    for (const std::string_view currency : {"\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "EUR", "USD", "GBP"}) {
        if (text.starts_with(currency)) text.remove_prefix(currency.size());
        if (text.ends_with(currency)) text.remove_suffix(currency.size());
        remove_around(text, around);
    }
    return text;
}

std::size_t digits_at(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    return count;
}

/// "1200", "1,200,000", "1.200,50", "12,5": digits, groups of three of them, a fraction behind a point or comma.
bool is_grouped(std::string_view text) {
    std::size_t digits = digits_at(text);
    if (digits == 0) return false;
    text.remove_prefix(digits);
    const char separator = text.empty() ? '\0' : text[0];
    if (std::string_view(",.' _").find(separator) == std::string_view::npos) return text.empty();
    std::size_t groups = 0;
    for (; digits <= 3 && text.starts_with(separator) && digits_at(text.substr(1)) == 3; ++groups)
        text.remove_prefix(4);
    if (text.empty()) return true;
    if (text[0] != '.' && text[0] != ',') return false;
    if (groups > 0 && text[0] == separator) return false;
    return text.size() > 1 && digits_at(text.substr(1)) == text.size() - 1;
}

/// Blanks that do not break a line, and the minus of typesetting, as plain ones.
std::string plain(std::string_view text) {
    std::string result(text);
    const auto replace = [&](std::string_view from, char to) {
        for (std::size_t at = result.find(from); at != result.npos; at = result.find(from, at)) {
            result.replace(at, from.size(), 1, to);
        }
    };
    for (const std::string_view blank : {"\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF"}) replace(blank, ' ');
    replace("\xE2\x88\x92", '-');
    return result;
}

/// "0x1F"; longer ones are addresses and hashes.
bool is_hexadecimal(std::string_view text) {
    constexpr std::size_t most_digits = 16;
    if (!text.starts_with("0x") && !text.starts_with("0X")) return false;
    text.remove_prefix(2);
    return !text.empty() && text.size() <= most_digits && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

/// "1.5D+03", as Fortran writes double precision.
bool has_fortran_exponent(std::string_view text) {
    const std::size_t mark = text.find_first_of("Dd");
    if (mark == text.npos || text.substr(0, mark).find('.') == text.npos) return false;
    std::string spelled(text);
    spelled[mark] = 'e';
    return to_double(spelled).has_value();
}

}  // namespace

std::optional<double> to_double(std::string_view field) {
    std::string_view text = trimmed(field);
    if (text.empty() || !may_begin_number(text[0])) return std::nullopt;
    if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
    double number = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (error == std::errc() && end == last) {
        const bool fits = std::fabs(number) <= double{std::numeric_limits<float>::max()};
        return fits ? std::optional(number) : std::nullopt;
    }
    if (error != std::errc::result_out_of_range) return std::nullopt;
    // Too small and too large are reported alike. Only the small ones have a nearest number.
    const auto wide = parse_number<long double>(text);
    return wide && std::fabs(*wide) < 1 ? std::optional(static_cast<double>(*wide)) : std::nullopt;
}

std::optional<double> from_decimal_comma(std::string_view field) {
    const std::size_t comma = field.find(',');
    if (comma == field.npos || field.find('.') != field.npos) return std::nullopt;
    std::string text(field);
    text[comma] = '.';
    return to_double(text);
}

bool may_mean_thousands(std::string_view number) {
    if (number.starts_with('-') || number.starts_with('+')) number.remove_prefix(1);
    const std::size_t digits = digits_at(number);
    return digits >= 1 && digits <= 3 && number[0] != '0' && digits_at(number.substr(digits + 1)) == 3 &&
           number.size() == digits + 4;
}

bool is_number_of_people(std::string_view field) {
    const std::string usual = plain(field);
    std::string_view text = trimmed(usual);
    if (text.starts_with('+')) text.remove_prefix(1);
    if (is_hexadecimal(text) || has_fortran_exponent(text)) return true;
    double number = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    const bool spelled = end == last && !text.empty() && error != std::errc::invalid_argument;
    return spelled || is_grouped(bare(text));
}

}  // namespace descent::data
