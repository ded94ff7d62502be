#pragma once
/// \file
/// The records of one chunk of a table as cells. Texts are numbered in the order in which they come in the chunk.
///
///     data::CsvPart part = data::read_part(body, roles, chunk, {inputs, others, first_row, most_rows});

#include "data/csv_cells.h"
#include "data/csv_chunks.h"
#include "data/targets.h"
#include "storage/read_pages.h"

namespace descent::data {

/// Where the cells of a chunk go.
struct PartPlace {
    Matrix& inputs;
    Matrix& others;
    std::size_t first_row = 0;
    std::size_t most_rows = 0;            ///< no more records than this are in the chunk
    storage::ReadPages* pages = nullptr;  ///< gives back what was read; where given, texts are kept up to `most_texts`
    const std::vector<ColumnTexts>* known_texts =
        nullptr;  ///< by position: these keep their numbers where they are few
};

struct CsvPart {
    std::size_t rows = 0;
    std::vector<ColumnTexts> texts = {};  ///< by position in the file
    Lines lines = {};                     ///< of its own rows, from 0
    std::size_t blank_rows = 0;           ///< before the last record
    std::size_t blank_rows_at_end = 0;
    std::vector<std::uint32_t> left_out = {};  ///< patterns before each record that has nothing but delimiters
    DecimalCommas commas = {};
    std::size_t point_line = 0;  ///< where the first decimal point stands
    bool dropped_trailing = false;
    std::set<std::size_t> rounded = {}, padded = {};  ///< as of `CsvCells`
};

/// Different texts of a column beyond which all others are one; none of a known category, which may be among them.
inline std::size_t most_texts(const CsvRole& role) {
    if (role.kind != CsvRole::Kind::input) return most_classes + 1;
    return role.is_text ? SIZE_MAX : most_categories + 1;
}

/// Throws InputError as `read_cells`.
CsvPart read_part(const CsvBody& body, const CsvRoles& roles, const CsvChunk& chunk, const PartPlace& place);

}  // namespace descent::data
