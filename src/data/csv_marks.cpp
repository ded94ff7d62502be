#include "data/csv_marks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>

namespace descent::data {
namespace {

constexpr std::size_t lanes = 32;
constexpr std::size_t most_rounds = 255;  // that a byte counts

/// `rounds` times as many bytes as lanes, each lane in a byte of its own: compilers make vectors of it.
CsvMarks marks_of_rounds(const char* text, std::size_t rounds, char line_end) {
    std::array<std::uint8_t, lanes> line_ends{}, quotes{}, beyond{};
    for (std::size_t round = 0; round < rounds; ++round) {
        for (std::size_t k = 0; k < lanes; ++k) {
            const char c = text[round * lanes + k];
            line_ends[k] = static_cast<std::uint8_t>(line_ends[k] + (c == line_end));
            quotes[k] = static_cast<std::uint8_t>(quotes[k] + (c == '"'));
            const auto byte = static_cast<std::uint8_t>(c);
            beyond[k] = static_cast<std::uint8_t>(beyond[k] | byte | static_cast<std::uint8_t>(byte - 1));  // NUL: 0xFF
        }
    }
    return {std::accumulate(line_ends.begin(), line_ends.end(), std::size_t{0}),
            std::accumulate(quotes.begin(), quotes.end(), std::size_t{0}),
            std::ranges::all_of(beyond, [](std::uint8_t byte) { return byte < 0x80; })};
}

void add(CsvMarks& sum, const CsvMarks& more) {
    sum.line_ends += more.line_ends;
    sum.quotes += more.quotes;
    sum.is_ascii &= more.is_ascii;
}

}  // namespace

CsvMarks marks_of(std::string_view text, char line_end) {
    CsvMarks marks;
    while (text.size() >= lanes) {
        const std::size_t rounds = std::min(text.size() / lanes, most_rounds);
        add(marks, marks_of_rounds(text.data(), rounds, line_end));
        text.remove_prefix(rounds * lanes);
    }
    for (const char c : text) add(marks, {c == line_end, c == '"', static_cast<std::uint8_t>(c - 1) < 0x7F});
    return marks;
}

}  // namespace descent::data
