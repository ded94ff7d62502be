#include "data/cell_merger.h"

#include <cstring>

namespace descent::data {
namespace {

void move_rows(Matrix& cells, std::size_t from, std::size_t to, std::size_t count) {
    std::memmove(cells.row(to), cells.row(from), count * cells.columns() * sizeof(double));
}

}  // namespace

CellMerger::CellMerger(const CsvRoles& roles) : roles_(roles.columns) {
    cells_.inputs = Matrix(0, roles.inputs);
    cells_.others = Matrix(0, roles.others);
    for (const CsvRole& role : roles_) cells_.texts.emplace_back(most_texts(role));
}

void CellMerger::reserve(std::size_t rows) {
    capacity_ = rows;
    cells_.inputs.resize(rows, cells_.inputs.columns());
    cells_.others.resize(rows, cells_.others.columns());
}

std::vector<std::vector<std::uint32_t>> CellMerger::add_texts(const CsvPart& part) {
    std::vector<std::vector<std::uint32_t>> numbers(roles_.size());
    for (std::size_t column = 0; column < roles_.size(); ++column) {
        bool same = true;
        for (const ColumnTexts::Entry& entry : part.texts[column].entries()) {
            const std::uint32_t number = cells_.texts[column].add(entry.text, entry.line, entry.count);
            same &= number == numbers[column].size();
            numbers[column].push_back(number);
        }
        if (same) numbers[column].clear();
    }
    return numbers;
}

bool CellMerger::add_cells(CsvPart& part, std::size_t first_row) {
    if (part.rows > most_patterns - cells_.rows) return false;
    if (first_row != cells_.rows && part.rows > 0) {
        for (Matrix* cells : {&cells_.inputs, &cells_.others}) move_rows(*cells, first_row, cells_.rows, part.rows);
    }
    for (const Dataset::LineRun& run : part.lines) add_line(cells_.lines, cells_.rows + run.pattern, run.line);
    for (const std::uint32_t before : part.left_out) {
        cells_.left_out.push_back(static_cast<std::uint32_t>(cells_.rows) + before);
    }
    cells_.rows += part.rows;
    add_blank_rows(part);
    cells_.dropped_trailing |= part.dropped_trailing;
    cells_.rounded.merge(part.rounded);
    cells_.padded.merge(part.padded);
    has_points_ |= part.point_line != 0;
    const bool sure = cells_.commas.sure || part.commas.sure;
    if (!cells_.commas.exist()) cells_.commas = part.commas;
    cells_.commas.sure = sure;
    return !(has_points_ && cells_.commas.exist());
}

CsvCells CellMerger::result() {
    for (Matrix* cells : {&cells_.inputs, &cells_.others}) cells->resize(cells_.rows, cells->columns());
    return std::move(cells_);
}

/// Lines at the end of the file are no rows.
void CellMerger::add_blank_rows(const CsvPart& part) {
    const bool has_records = part.rows + part.blank_rows > 0;
    if (has_records) cells_.blank_rows += blank_rows_behind_ + part.blank_rows;
    blank_rows_behind_ = part.blank_rows_at_end + (has_records ? 0 : blank_rows_behind_);
}

}  // namespace descent::data
