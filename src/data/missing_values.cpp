#include "data/input_columns.h"
#include "data/some_of.h"

namespace descent::data {
namespace {

struct MissingCount {
    std::size_t fields = 0;
    std::vector<std::size_t> columns;  ///< positions of those that lack values
};

MissingCount count_missing(const CsvTable& table, const std::vector<std::size_t>& columns) {
    MissingCount count;
    for (const std::size_t column : columns) {
        const std::size_t missing = tally_of(table.cells.texts[column], table.cells.rows).missing;
        count.fields += missing;
        if (missing > 0) count.columns.push_back(column);
    }
    return count;
}

std::string text_of(const MissingCount& count, const CsvTable& table) {
    std::vector<std::string> names;
    for (const std::size_t column : count.columns) names.push_back(table.name(column));
    return (count.fields == 1 ? "1 value is" : to_text(count.fields) + " values are") + " missing in " + some_of(names);
}

/// Of a mark among other texts, which may be a name: Namibia's code is NA.
std::string other_spelling(const CsvTable& table, std::size_t column, const std::string& mark) {
    const bool may_be_name = !mark.empty() && tally_of(table.cells.texts[column], table.cells.rows).texts > 0;
    return may_be_name ? "; where " + quote(mark) + " is a name, spell it otherwise" : "";
}

[[noreturn]] void refuse(const CsvTable& table, const MissingCount& count, const std::string& remedy) {
    const auto entry_of = [&](std::size_t column) {
        return tally_of(table.cells.texts[column], table.cells.rows).first_missing;
    };
    const std::size_t first =
        *std::ranges::min_element(count.columns, {}, [&](std::size_t column) { return entry_of(column)->line; });
    table.fail(
        entry_of(first)->line, first, entry_of(first)->text,
        "a value; " + text_of(count, table) + "; " + remedy + other_spelling(table, first, entry_of(first)->text));
}

class Dropping {
public:
    Dropping(CsvTable& table, const std::vector<std::size_t>& columns) : table_(table), cells_(table.cells) {
        for (const std::size_t column : columns) keep_those_with(column);
    }

    /// "a value" of "all values".
    void drop(const std::string& lacked, const std::string& needed) {
        const std::size_t rows = cells_.rows;
        compact();
        recount();
        table_.notes.push_back(to_text(rows - cells_.rows) + " of " + to_text(rows) +
                               " patterns are left out: they lack " + lacked);
        if (cells_.rows == 0) throw InputError(table_.body.file, "", "no pattern that has " + needed, "at least one");
    }

private:
    double cell(std::size_t column, std::size_t row) const {
        const CsvRole& role = table_.roles.columns[column];
        return (role.kind == CsvRole::Kind::input ? cells_.inputs : cells_.others).at(row, role.index);
    }

    void keep_those_with(std::size_t column) {
        const ColumnTexts& texts = cells_.texts[column];
        if (kept_.empty()) kept_.assign(cells_.rows, true);
        for (std::size_t r = 0; r < cells_.rows; ++r) {
            const double value = cell(column, r);
            if (is_text(value) && texts[data::text_of(value)].missing) kept_[r] = false;
        }
    }

    void compact() {
        std::size_t next = 0;
        Lines lines;
        std::vector<std::uint32_t> left_out;
        auto blank = cells_.left_out.begin();
        const auto take_blank_up_to = [&](std::size_t row) {
            for (; blank != cells_.left_out.end() && *blank <= row; ++blank) {
                left_out.push_back(static_cast<std::uint32_t>(next));
            }
        };
        for (std::size_t r = 0; r < cells_.rows; ++r) {
            take_blank_up_to(r);
            if (!kept_[r]) {
                left_out.push_back(static_cast<std::uint32_t>(next));
                continue;
            }
            for (Matrix* cells : {&cells_.inputs, &cells_.others}) {
                std::copy_n(cells->row(r), cells->columns(), cells->row(next));
            }
            add_line(lines, next, line_of(cells_.lines, r));
            ++next;
        }
        take_blank_up_to(cells_.rows);
        cells_.left_out = std::move(left_out);
        for (Matrix* cells : {&cells_.inputs, &cells_.others}) cells->resize(next, cells->columns());
        cells_.lines = std::move(lines);
        cells_.rows = next;
    }

    /// Texts of patterns that are left out no longer count.
    void recount() {
        for (std::size_t column = 0; column < cells_.texts.size(); ++column) {
            if (table_.roles.columns[column].kind == CsvRole::Kind::left_out) continue;
            std::vector<ColumnTexts::Entry>& entries = cells_.texts[column].entries();
            if (entries.empty()) continue;
            for (ColumnTexts::Entry& entry : entries) entry.count = 0;
            for (std::size_t r = 0; r < cells_.rows; ++r) {
                if (is_text(cell(column, r))) ++entries[data::text_of(cell(column, r))].count;
            }
        }
    }

    CsvTable& table_;
    CsvCells& cells_;
    std::vector<bool> kept_;
};

}  // namespace

void treat_missing(CsvTable& table, const InputColumns& inputs) {
    const std::vector<std::size_t> targets = table.columns_of(CsvRole::Kind::target);
    std::vector<std::size_t> filled, columns = targets;
    for (const InputColumn& input : inputs.inputs) filled.push_back(input.position);
    columns.insert(columns.end(), filled.begin(), filled.end());
    const MissingCount all = count_missing(table, columns);
    if (all.fields == 0) return;
    const Missing policy = inputs.columns.missing;
    if (policy == Missing::refuse) {
        refuse(table, all,
               table.source.known ? "missing=mean, median, indicator or drop in training makes a model that takes them"
                                  : "missing=drop leaves such patterns out; mean, median and indicator fill inputs");
    }
    if (policy == Missing::drop) return Dropping(table, columns).drop("a value", "all values");
    if (count_missing(table, targets).fields > 0) Dropping(table, targets).drop("a target", "a target");
    const MissingCount in_inputs = count_missing(table, filled);
    if (in_inputs.fields == 0) return;
    table.notes.push_back(text_of(in_inputs, table) + ": the " + (policy == Missing::median ? "median" : "mean") +
                          " of the training patterns stands for them" +
                          (policy == Missing::indicator
                               ? ", and each of these columns has one more input, 1 where a value is missing"
                               : ""));
}

}  // namespace descent::data
