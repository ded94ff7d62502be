#pragma once
/// \file
/// A table that is read, on its way to a data set: what its columns are for, and its cells.

#include <descent/error.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"
#include "data/csv_cells.h"

namespace descent::data {

struct CsvTable {
    const DataSource& source;
    CsvBody body;
    CsvRoles roles;
    CsvCells cells;
    std::vector<std::string> notes = {};

    const std::string& name(std::size_t column) const { return body.header.names[column]; }

    /// Positions in the file of the columns of one kind, in the order of their indices.
    std::vector<std::size_t> columns_of(CsvRole::Kind kind) const {
        std::vector<std::size_t> columns;
        for (std::size_t i = 0; i < roles.columns.size(); ++i) {
            if (roles.columns[i].kind == kind) columns.push_back(i);
        }
        std::ranges::sort(columns, {}, [&](std::size_t i) { return roles.columns[i].index; });
        return columns;
    }

    [[noreturn]] void fail(std::size_t line, std::size_t column, std::string_view field,
                           const std::string& expected) const {
        throw InputError(body.file, "line " + to_text(line) + ", column " + quote(name(column)),
                         field.empty() ? "an empty field" : quote(field), expected);
    }
};

/// How many fields of a column are what.
struct ColumnTally {
    std::size_t numbers = 0;
    std::size_t texts = 0;  ///< that say something
    std::size_t missing = 0;
    std::size_t different_texts = 0;
    const ColumnTexts::Entry* first_text = nullptr;  ///< of those that say something
    const ColumnTexts::Entry* first_missing = nullptr;
};

ColumnTally tally_of(const ColumnTexts& texts, std::size_t rows);

/// Those of a column's texts that occur and say something.
std::vector<const ColumnTexts::Entry*> meaningful(const ColumnTexts& texts);

/// Whether a column of numbers and texts mixed holds categories, as digits and letters on plates: whole numbers, at
/// most 36 values that repeat, texts that repeat, and none of them a number in other spelling or without letter and
/// digit, as marks of missing values are. `whole`: its `few_whole_numbers`.
bool mixes_categories(const ColumnTexts& texts, const ColumnTally& tally,
                      const std::optional<std::vector<double>>& whole);

/// [rows][columns]: these columns once more, numbers as the texts that they are; their texts in the table change with
/// them.
Matrix read_as_texts(CsvTable& table, const std::vector<std::size_t>& columns);

}  // namespace descent::data
