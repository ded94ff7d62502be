#include "data/csv_pieces.h"

#include <algorithm>

#include "storage/whole_files.h"

namespace descent::data {
namespace {

std::size_t count_of(std::string_view text, char c) { return static_cast<std::size_t>(std::ranges::count(text, c)); }

struct MarkCounts {
    std::size_t line_ends = 0;
    std::size_t quotes = 0;
};

/// Of each `size` bytes.
std::vector<MarkCounts> marks_of(std::string_view text, char line_end, std::size_t size,
                                 const storage::FileBytes& bytes, parallel::Team& team) {
    std::vector<MarkCounts> marks((text.size() + size - 1) / size);
    team.for_each(marks.size(), [&](std::size_t i, std::size_t) {
        const std::string_view part = text.substr(i * size, size);
        marks[i] = {count_of(part, line_end), count_of(part, '"')};
        storage::release_pages(bytes, storage::as_bytes(part));
    });
    return marks;
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Bytes up to the end of the record in which `text` begins; all when it does not end there.
std::size_t record_length(std::string_view text, bool quoted, char line_end) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == line_end && !quoted) return i + 1;
    }
    return text.size();
}

}  // namespace

std::vector<CsvPiece> cut_at_records(std::string_view text, const CsvForm& form, std::size_t size,
                                     const storage::FileBytes& bytes, parallel::Team& team) {
    const std::vector<MarkCounts> marks = marks_of(text, form.line_end, size, bytes, team);
    std::vector<CsvPiece> pieces;
    std::size_t begin = 0, begin_line_ends = 0;  // of the piece that is not yet cut off
    std::size_t line_ends = 0, quotes = 0;       // before byte i * size
    const auto cut = [&](std::size_t end, std::size_t end_line_ends) {
        const std::size_t inside = end_line_ends - begin_line_ends;
        pieces.push_back({text.substr(begin, end - begin), form.first_line + begin_line_ends, inside});
        begin = end;
        begin_line_ends = end_line_ends;
    };
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const std::string_view part = text.substr(i * size, size);
        if (i > 0) {
            const std::size_t length = record_length(part, quotes % 2 == 1, form.line_end);
            const std::string_view start = part.substr(0, length);
            const bool marked = part.substr(length).starts_with(byte_order_mark);  // scanners skip it at the start
            if (length < part.size() && !marked) cut(i * size + length, line_ends + count_of(start, form.line_end));
        }
        line_ends += marks[i].line_ends;
        quotes += marks[i].quotes;
    }
    cut(text.size(), line_ends);
    return pieces;
}

}  // namespace descent::data
