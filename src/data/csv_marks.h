#pragma once
/// \file
/// What stands in a text that decides where it may be cut.
///
///     const data::CsvMarks marks = data::marks_of(text, '\n');

#include <cstddef>
#include <string_view>

namespace descent::data {

struct CsvMarks {
    std::size_t line_ends = 0;
    std::size_t quotes = 0;
    bool is_ascii = true;  ///< and no NUL
};

CsvMarks marks_of(std::string_view text, char line_end);

}  // namespace descent::data
