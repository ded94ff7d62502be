#pragma once
/// \file
/// The records of a table as cells: numbers where they are spelled so, texts otherwise. Types are decided later, from
/// all.
///
///     const data::CsvCells cells = data::read_cells(body, roles);

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "data/cell.h"
#include "data/column_texts.h"
#include "data/csv_roles.h"
#include "data/csv_scanner.h"
#include "data/lines.h"
#include "data/matrix.h"
#include "storage/file_system.h"

namespace descent::data {

/// Patterns are numbered by 32 bits.
constexpr std::size_t most_patterns = UINT32_MAX;

/// Text columns with more different texts than this are no inputs.
constexpr std::size_t most_categories = std::size_t{1} << 16;

/// The first number with a decimal comma, and whether one of them cannot have meant thousands as "1,200" may.
struct DecimalCommas {
    std::size_t line = 0;  ///< 0: there is none
    std::size_t column = 0;
    std::string text = {};
    bool sure = false;

    bool exist() const { return line != 0; }
};

struct CsvCells {
    std::size_t rows = 0;
    Matrix inputs;                   ///< [rows][inputs]
    Matrix others;                   ///< [rows][others]: targets, weights, groups
    std::vector<ColumnTexts> texts;  ///< by position in the file
    Lines lines;                     ///< on which each record begins
    std::size_t blank_rows = 0;
    std::vector<std::uint32_t> left_out;  ///< as of `Dataset::Details`
    DecimalCommas commas;
    bool dropped_trailing = false;       ///< an empty field behind the last column
    std::set<std::size_t> rounded = {};  ///< columns with whole numbers of more digits than float64 tells apart
    std::set<std::size_t> padded = {};   ///< columns with numbers that begin with zeros, as codes do
};

/// Chunks of text that threads take one after the other: they fit into a second-level cache.
constexpr std::size_t csv_chunk_bytes = std::size_t{256} << 10;

/// How the reading is shared out; the result is the same.
struct CsvWork {
    std::size_t threads = 1;                    ///< 0: as many as may work
    std::size_t chunk_bytes = csv_chunk_bytes;  ///< a text of less than 8 chunks is read as one
};

/// Where the records are: the text behind the names, and what messages call things.
struct CsvBody {
    std::string_view text;
    CsvForm form;  ///< `first_line` is that of the text
    const std::string& file;
    const CsvHeader& header;
    const storage::FileBytes& bytes;  ///< that hold the text
    CsvWork work = {};
};

/// Throws InputError with line and column for ragged records, quotes in the wrong place, and numbers with decimal
/// points and commas in one file; never for what a field says.
CsvCells read_cells(const CsvBody& body, const CsvRoles& roles);

}  // namespace descent::data
