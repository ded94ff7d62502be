#pragma once
/// \file
/// Numbers as text and back, and foreign text made safe to show.
///
/// Contract: nothing here depends on the locale. [any thread]
///
///     descent::to_text(0.1);                               // "0.1": the shortest text that reads back the same
///     descent::parse_number<double>("0.1x");               // nothing: the whole text must be the number
///     descent::did_you_mean("adm", {"adam", "lion"});      // "; did you mean 'adam'?"

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descent {

/// The shortest text that `parse_number` of the same type turns into the same number; "nan", "inf", "-inf".
std::string to_text(double number);
std::string to_text(float number);
std::string to_text(std::integral auto number) { return std::to_string(number); }

/// For people: at most so many significant digits, "0.4123", "1.2e-05"; "nan", "inf", "-inf".
std::string short_number(double number, int digits = 4);
/// "85.10%"
std::string percent(double share);
/// A count in groups of three digits, "1,234,567"; negative numbers count as 0.
std::string grouped(double number);

/// 16 hexadecimal digits: how checksums stand in files.
std::string hexadecimal(std::uint64_t number);

/// The number that the whole of `text` spells, correctly rounded, or nothing: no spaces, no "+", no trailing text,
/// nothing out of range. Spelled infinities and NaN are numbers here; callers that want none check.
template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// Without the blanks around it.
std::string_view trimmed(std::string_view text, std::string_view blanks = " \t");

/// The byte order mark of UTF-8, which some programs write before text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
/// Without such a mark.
std::string_view without_byte_order_mark(std::string_view text);

/// Foreign text on one line: control characters, direction marks and broken UTF-8 become \n, \t or \xNN, and text
/// of more than `limit` bytes is cut and ends in "...". Applying it twice changes nothing more.
std::string printable(std::string_view foreign, std::size_t limit = 200);

/// `printable` text between single quotes, cut early: for words inside a message.
std::string quote(std::string_view foreign, std::size_t limit = 60);

/// "a, b, c".
std::string join(std::span<const std::string> parts, std::string_view separator = ", ");

/// The candidate with the fewest edits from `name`, when few enough that it may be a slip of the keyboard.
std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates);

/// "; did you mean 'adam'?", or "" when no candidate is near.
std::string did_you_mean(std::string_view name, std::span<const std::string> candidates);

}  // namespace descent
