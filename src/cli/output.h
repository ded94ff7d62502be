#pragma once
/// \file
/// Writes to standard output and error that wait for a reader as long as is asked for. A pipe that nobody empties and a
/// terminal after Ctrl-S take nothing, or a part of a line.

#include <string_view>

namespace descent::cli {

/// For a reader that takes nothing: not at all, a second, or until a signal asks for the end, a second at least.
enum class Wait { none, moment, until_signal };

/// Replaces the line of a terminal that has no end yet.
inline constexpr std::string_view clear_line = "\r\033[K";

/// [any thread] Also in a signal handler. 0, or what went wrong: ETIMEDOUT when nobody reads.
int write_to_output(std::string_view text, Wait wait) noexcept;

/// [any thread] The same on standard error. A line there that has no end, of which a part was taken or which shows a
/// status, is ended before a text that does not replace it.
int write_to_errors(std::string_view text, Wait wait) noexcept;

}  // namespace descent::cli
