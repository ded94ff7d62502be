#include "data/csv_cells.h"

#include <descent/error.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "data/csv_part.h"
#include "parallel/machine.h"

namespace descent::data {
namespace {

/// A record takes a line, and a field a byte.
std::size_t most_records(const CsvPiece& piece, std::size_t columns) {
    return std::min(piece.line_ends + 1, piece.text.size() / columns + 1);
}

/// Parts put together in the order of the file.
class CellMerger {
public:
    CellMerger(const CsvRoles& roles, Matrix inputs) : roles_(roles.columns) {
        cells_.inputs = std::move(inputs);
        cells_.targets.resize(roles.targets);
        for (const CsvRole& role : roles_) cells_.texts.emplace_back(most_texts(role));
    }

    /// Before the first part of several.
    void reserve(std::size_t rows) {
        cells_.lines.reserve(rows);
        for (const CsvRole& role : roles_) {
            if (has_list(role)) list_of(role).reserve(rows);
        }
    }

    /// The texts of the only part.
    void take_texts(CsvPart& part) { cells_.texts = std::move(part.texts); }

    /// Where the texts of the next part are in the table: [columns][texts of the part], empty where numbers stay.
    std::vector<std::vector<std::uint32_t>> add_texts(const CsvPart& part) {
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

    /// The cells of the next part, whose inputs begin at `first_row`. False where only the whole text can say what is
    /// wrong.
    bool add_cells(CsvPart& part, std::size_t first_row) {
        if (part.rows > most_patterns - cells_.rows) return false;
        if (first_row != cells_.rows && part.rows > 0) {
            std::memmove(cells_.inputs.row(cells_.rows), cells_.inputs.row(first_row),
                         part.rows * cells_.inputs.columns() * sizeof(double));
        }
        for (std::size_t column = 0; column < roles_.size(); ++column) {
            if (has_list(roles_[column])) append(list_of(roles_[column]), part.columns[column]);
        }
        append(cells_.lines, part.lines);
        cells_.rows += part.rows;
        add_blank_rows(part);
        cells_.dropped_trailing |= part.dropped_trailing;
        has_points_ |= part.point_line != 0;
        cells_.has_decimal_commas |= part.comma_line != 0;
        return !(has_points_ && cells_.has_decimal_commas);
    }

    CsvCells result() {
        cells_.inputs.resize(cells_.rows, cells_.inputs.columns());
        return std::move(cells_);
    }

    Matrix& inputs() { return cells_.inputs; }

private:
    template <class T>
    static void append(std::vector<T>& list, std::vector<T>& more) {
        if (list.capacity() == 0) {
            list = std::move(more);
        } else {
            list.insert(list.end(), more.begin(), more.end());
        }
    }

    std::vector<double>& list_of(const CsvRole& role) {
        if (role.kind == CsvRole::Kind::target) return cells_.targets[role.index];
        return role.kind == CsvRole::Kind::weight ? cells_.weights : cells_.groups;
    }

    /// Lines at the end of the file are no rows.
    void add_blank_rows(const CsvPart& part) {
        const bool has_records = part.rows + part.blank_rows > 0;
        if (has_records) cells_.blank_rows += blank_rows_behind_ + part.blank_rows;
        blank_rows_behind_ = part.blank_rows_at_end + (has_records ? 0 : blank_rows_behind_);
    }

    const std::vector<CsvRole>& roles_;
    CsvCells cells_;
    std::size_t blank_rows_behind_ = 0;  // those behind the last record so far
    bool has_points_ = false;
};

CsvCells read_on_one_thread(const CsvBody& body, const CsvRoles& roles) {
    CsvPiece all{body.text, body.form.first_line, 0};
    storage::ReadPages counted(body.bytes);
    for (std::string_view rest = body.text; !rest.empty(); counted.up_to(rest.data())) {
        const std::string_view part = rest.substr(0, storage::ReadPages::part);
        all.line_ends += static_cast<std::size_t>(std::ranges::count(part, body.form.line_end));
        rest.remove_prefix(part.size());
    }
    const std::size_t most = most_records(all, roles.columns.size());
    CellMerger merger(roles, Matrix(most, roles.inputs));
    storage::ReadPages pages(body.bytes);
    CsvPart part = read_part(body, roles, all, {merger.inputs(), 0, most, &pages});
    merger.take_texts(part);
    merger.add_cells(part, 0);
    return merger.result();
}

/// Reads pieces side by side, as many at once as keep all threads busy, and puts each such wave together.
class PieceReader {
public:
    PieceReader(const CsvBody& body, const CsvRoles& roles, std::size_t threads)
        : body_(body),
          roles_(roles),
          team_(threads),
          pieces_(cut_at_records(body.text, body.form, body.work.piece_bytes, body.bytes, team_)) {
        first_rows_.push_back(0);
        for (const CsvPiece& piece : pieces_) {
            first_rows_.push_back(first_rows_.back() + most_records(piece, roles.columns.size()));
        }
    }

    std::optional<CsvCells> read() {
        CellMerger merger(roles_, Matrix(first_rows_.back(), roles_.inputs));
        merger.reserve(first_rows_.back());
        storage::ReadPages pages(body_.bytes);
        const std::size_t wave = 4 * team_.size();
        for (std::size_t first = 0; first < pieces_.size(); first += wave) {
            const std::size_t end = std::min(first + wave, pieces_.size());
            if (!read_wave(first, end, merger)) return std::nullopt;
            pages.up_to(pieces_[end - 1].text.data() + pieces_[end - 1].text.size());
        }
        return merger.result();
    }

private:
    bool read_wave(std::size_t first, std::size_t end, CellMerger& merger) {
        std::vector<CsvPart> parts(end - first);
        team_.for_each(parts.size(), [&](std::size_t i, std::size_t) {
            const std::size_t row = first_rows_[first + i];
            parts[i] =
                read_part(body_, roles_, pieces_[first + i], {merger.inputs(), row, first_rows_[first + i + 1] - row});
        });
        std::vector<std::vector<std::vector<std::uint32_t>>> numbers;
        for (const CsvPart& part : parts) numbers.push_back(merger.add_texts(part));
        team_.for_each(parts.size(), [&](std::size_t i, std::size_t) {
            renumber(parts[i], numbers[i], merger.inputs(), first_rows_[first + i]);
        });
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (!merger.add_cells(parts[i], first_rows_[first + i])) return false;
        }
        return true;
    }

    void renumber(CsvPart& part, const std::vector<std::vector<std::uint32_t>>& numbers, Matrix& inputs,
                  std::size_t first_row) const {
        for (std::size_t column = 0; column < numbers.size(); ++column) {
            const std::vector<std::uint32_t>& of_column = numbers[column];
            const CsvRole& role = roles_.columns[column];
            if (of_column.empty()) continue;
            const auto renumber_cell = [&](double& cell) {
                if (is_text(cell)) cell = text_cell(of_column[text_of(cell)]);
            };
            if (has_list(role)) {
                std::ranges::for_each(part.columns[column], renumber_cell);
            } else {
                for (std::size_t r = 0; r < part.rows; ++r) renumber_cell(inputs.at(first_row + r, role.index));
            }
        }
    }

    const CsvBody& body_;
    const CsvRoles& roles_;
    parallel::Team team_;
    std::vector<CsvPiece> pieces_;
    std::vector<std::size_t> first_rows_;  // of each piece, with room for as many records as it may have; and the end
};

std::optional<CsvCells> read_in_pieces(const CsvBody& body, const CsvRoles& roles, std::size_t threads) try {
    return PieceReader(body, roles, threads).read();
} catch (const InputError&) {
    return std::nullopt;  // the place of an error is what one thread finds first
}

}  // namespace

CsvCells read_cells(const CsvBody& body, const CsvRoles& roles) {
    const CsvWork& work = body.work;
    const std::size_t threads = work.threads == 0 ? parallel::available_threads() : work.threads;
    if (threads > 1 && body.text.size() / 8 >= work.piece_bytes) {
        if (auto cells = read_in_pieces(body, roles, threads)) return std::move(*cells);
    }
    return read_on_one_thread(body, roles);
}

}  // namespace descent::data
