#pragma once
/// \file
/// Typed rows as a table. A row type declares its columns once; every format walks them.
///
///     struct Row { std::string optimizer; double loss; };
///     const Columns<Row> columns = {{.title = "optimizer", .cell = [](const Row& r) { return r.optimizer; }},
///                                   {.name = "loss", .title = "loss", .cell = [](const Row& r) { return r.loss; }}};
///     const Table table = table_of(columns, rows);
///     json_rows(table);  // [{"loss": 0.5}, ...]

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "report/cell.h"

namespace descent::report {

template <class Row>
struct Column {
    std::string name = {};   ///< in files; empty: for people alone
    std::string title = {};  ///< for people, over the column of the page or the terminal; empty: not there
    std::string latex = {};  ///< the same in summary.tex, as LaTeX
    std::function<Cell(const Row&)> cell;
    int digits = 4;  ///< significant, for people
};

template <class Row>
using Columns = std::vector<Column<Row>>;

/// Rows whose types are cells.
struct Table {
    struct Heading {
        std::string name, title;
        int digits = 4;
        std::string latex = {};
    };

    std::vector<Heading> headings;
    std::vector<std::vector<Cell>> rows;
};

template <class Row>
Table table_of(const Columns<Row>& columns, const std::vector<Row>& rows) {
    Table table;
    for (const Column<Row>& column : columns) {
        table.headings.push_back({column.name, column.title, column.digits, column.latex});
    }
    for (const Row& row : rows) {
        std::vector<Cell> cells;
        for (const Column<Row>& column : columns) cells.push_back(column.cell(row));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

/// The columns that have such a heading (a name, a title, or one in LaTeX): the headings, then a row each.
std::vector<std::vector<std::string>> texts_of(const Table& table, std::string Table::Heading::*heading,
                                               std::string (*text)(const Cell& cell, int digits));

/// An object with the columns that have a name.
Json json_row(const Table& table, std::size_t row);
/// An array of these, one a row.
Json json_rows(const Table& table);

/// The columns that have a name, below their names.
std::string csv(const Table& table);

}  // namespace descent::report
