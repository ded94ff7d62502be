#include "data/csv_chunks.h"

#include <algorithm>

#include "base/text.h"

namespace descent::data {
namespace {

/// Bytes up to the end of the record in which `text` begins; all when it does not end there.
std::size_t record_length(std::string_view text, bool quoted, char line_end) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == line_end && !quoted) return i + 1;
    }
    return text.size();
}

}  // namespace

void CsvCutter::cut(std::size_t end, std::size_t end_line_ends, std::vector<CsvChunk>& chunks) {
    chunks.push_back({text_.substr(begin_, end - begin_), form_.first_line + begin_line_ends_,
                      end_line_ends - begin_line_ends_, begin_is_ascii_});
    begin_ = end;
    begin_line_ends_ = end_line_ends;
}

std::vector<CsvChunk> CsvCutter::cut_within(std::size_t stretches) {
    std::vector<CsvMarks> marks(stretches);
    team_.for_each(stretches, [&](std::size_t i, std::size_t) {
        marks[i] = marks_of(text_.substr((next_ + i) * size_, size_), form_.line_end);
    });
    std::vector<CsvChunk> chunks;
    for (const CsvMarks& one : marks) {
        const std::string_view part = text_.substr(next_ * size_, size_);
        const std::size_t length = record_length(part, before_.quotes % 2 == 1, form_.line_end);
        // Scanners skip it at the start, and it may end behind the stretch.
        const bool marked = text_.substr(next_ * size_ + length).starts_with(byte_order_mark);
        begin_is_ascii_ &= one.is_ascii;
        if (next_ > 0 && length < part.size() && !marked) {
            cut(next_ * size_ + length, before_.line_ends + marks_of(part.substr(0, length), form_.line_end).line_ends,
                chunks);
            begin_is_ascii_ = one.is_ascii;
        }
        before_.line_ends += one.line_ends;
        before_.quotes += one.quotes;
        ++next_;
    }
    return chunks;
}

std::vector<CsvChunk> CsvCutter::next(std::size_t stretches) {
    std::vector<CsvChunk> chunks;
    while (chunks.empty() && next_ * size_ < text_.size()) {
        chunks = cut_within(std::min(stretches, (text_.size() - next_ * size_ + size_ - 1) / size_));
    }
    if (next_ * size_ >= text_.size() && begin_ < text_.size()) cut(text_.size(), before_.line_ends, chunks);
    return chunks;
}

}  // namespace descent::data
