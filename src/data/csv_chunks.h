#pragma once
/// \file
/// A table's text cut at the ends of records, for several threads.
///
///     data::CsvCutter cutter(text, form, size, team);
///     for (auto chunks = cutter.next(8); !chunks.empty(); chunks = cutter.next(8)) ...

#include <string_view>
#include <vector>

#include "data/csv_marks.h"
#include "data/csv_scanner.h"
#include "parallel/team.h"

namespace descent::data {

struct CsvChunk {
    std::string_view text;
    std::size_t first_line = 1;
    std::size_t line_ends = 0;  ///< in the text, those inside quotes among them
    bool is_ascii = false;      ///< surely
};

/// Chunks of about `size` bytes in the order of the text, which is their sum. A line ends a record when an even number
/// of quotes stands before it: so it is in every text that the scanner takes.
class CsvCutter {
public:
    CsvCutter(std::string_view text, const CsvForm& form, std::size_t size, parallel::Team& team)
        : text_(text), form_(form), size_(size), team_(team) {}

    /// The chunks that end within the next `stretches` times `size` bytes, at least one; none behind the last. Of the
    /// text these bytes alone are read.
    std::vector<CsvChunk> next(std::size_t stretches);

private:
    std::vector<CsvChunk> cut_within(std::size_t stretches);
    void cut(std::size_t end, std::size_t end_line_ends, std::vector<CsvChunk>& chunks);

    std::string_view text_;
    CsvForm form_;
    std::size_t size_;
    parallel::Team& team_;
    std::size_t next_ = 0;                         // stretch of `size` bytes
    CsvMarks before_ = {};                         // all marks before it
    std::size_t begin_ = 0, begin_line_ends_ = 0;  // of the chunk that is not yet cut off
    bool begin_is_ascii_ = true;                   // whether its bytes so far are
};

}  // namespace descent::data
