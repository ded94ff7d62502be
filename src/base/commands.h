#pragma once
/// \file
/// Characters of a text that command a terminal or whoever else shows it.
///
/// Contract: text is UTF-8; nothing here depends on the locale. [any thread]

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace descent {

struct CodePoint {
    char32_t value;
    std::size_t bytes;  ///< 0: not UTF-8
};

/// The first of a text that is not empty (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
CodePoint first_code_point(std::string_view text);

/// Does it break the line, drive the terminal or turn the direction of the text around?
bool is_command(char32_t letter);

/// The text with `instead(c)` for each command c; line breaks and tabs are among them. What is no UTF-8 stays.
std::string with_commands_replaced(std::string_view text, const std::function<std::string(char32_t)>& instead);

}  // namespace descent
