#pragma once
/// \file
/// Parts of a table put together in the order of the file.
///
///     data::CellMerger cells(roles);
///     cells.reserve(rows);  // then parts are read behind cells.rows(), and added

#include <cstdint>
#include <vector>

#include "data/csv_part.h"

namespace descent::data {

class CellMerger {
public:
    explicit CellMerger(const CsvRoles& roles);

    /// Room for so many rows in all, which are not initialised.
    void reserve(std::size_t rows);
    std::size_t capacity() const noexcept { return capacity_; }

    Matrix& inputs() { return cells_.inputs; }
    Matrix& others() { return cells_.others; }
    std::size_t rows() const noexcept { return cells_.rows; }
    const std::vector<ColumnTexts>& texts() const noexcept { return cells_.texts; }

    /// The texts of the only part.
    void take_texts(CsvPart& part) { cells_.texts = std::move(part.texts); }

    /// Where the texts of the next part are in the table: [columns][texts of the part], empty where numbers stay.
    std::vector<std::vector<std::uint32_t>> add_texts(const CsvPart& part);

    /// The cells of the next part, which begin at `first_row`. False where only the whole text can say what is
    /// wrong.
    bool add_cells(CsvPart& part, std::size_t first_row);

    CsvCells result();

private:
    void add_blank_rows(const CsvPart& part);

    const std::vector<CsvRole>& roles_;
    CsvCells cells_;
    std::size_t capacity_ = 0;
    std::size_t blank_rows_behind_ = 0;  // those behind the last record so far
    bool has_points_ = false;
};

}  // namespace descent::data
