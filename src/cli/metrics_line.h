#pragma once
/// \file
/// Lines of `--metrics` as they are read again, by whatever program they were written.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace descent::cli {

/// Null for what is no JSON.
Json parsed_line(std::string_view text);

/// Empty where the line has no such text.
std::string text_in(const Json& line, const char* name);

std::optional<std::uint64_t> step_in(const Json& line);

}  // namespace descent::cli
