#pragma once
/// \file
/// On which lines of a text patterns begin: runs of lines that follow each other, as those of most files do.
///
///     data::add_line(lines, pattern, scanner.line());
///     data::line_of(lines, pattern)

#include <descent/dataset.h>

#include <algorithm>

namespace descent::data {

using Lines = std::vector<Dataset::LineRun>;

/// The line of the next pattern.
inline void add_line(Lines& lines, std::size_t pattern, std::size_t line) {
    const bool follows = !lines.empty() && line - lines.back().line == pattern - lines.back().pattern;
    if (!follows) lines.push_back({static_cast<std::uint32_t>(pattern), static_cast<std::uint32_t>(line)});
}

/// `lines` are those of all patterns from the first to this one.
inline std::size_t line_of(const Lines& lines, std::size_t pattern) {
    const auto behind = std::ranges::upper_bound(lines, pattern, {}, &Dataset::LineRun::pattern);
    const Dataset::LineRun& run = *std::prev(behind);
    return run.line + (pattern - run.pattern);
}

}  // namespace descent::data
