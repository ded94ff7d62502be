#pragma once
/// \file
/// Which columns of a table are inputs, and what their fields become.
///
///     const data::InputColumns inputs = data::decide_inputs(table);

#include "data/csv_table.h"

namespace descent::data {

/// Inputs of a network that a table can be: each weight of its first layer is one of so many.
constexpr std::size_t most_inputs = std::size_t{1} << 20;

/// One column that is an input.
struct InputColumn {
    std::size_t position = 0;  ///< in the file
    std::size_t index = 0;     ///< among the inputs of the table's cells
    /// What each of its texts stands for: a number, `missing_value`, or the number of a category, where -1 is none.
    std::vector<double> meanings = {};
};

/// The number of a category, -1 where it is none of them.
double category_of(const Column& column, const std::string& text);

struct InputColumns {
    Columns columns;  ///< the same columns, as a model keeps them
    std::vector<InputColumn> inputs;
};

/// From all cells: numbers, truth values, categories. Columns without any value, and texts that are all different, are
/// left out, and said in the table's notes. Throws InputError at the first field that cannot be right.
InputColumns decide_inputs(CsvTable& table);

/// As `table.source.known` has them.
InputColumns known_inputs(const CsvTable& table);

/// Decides for patterns that lack a value: refuses them, leaves them out, or leaves the decision to the model.
void treat_missing(CsvTable& table, const InputColumns& inputs);

/// What the texts of columns stand for that `decide_inputs` found, once patterns have been left out.
void give_meanings(CsvTable& table, InputColumns& inputs);

/// The same for those of `known_inputs`. Throws InputError at the first field that does not fit.
void match_meanings(CsvTable& table, InputColumns& inputs);

/// [rows][input columns], row after row, as `Dataset` stores them; the cells of the table are gone then. Throws
/// InputError beyond `most_inputs`.
Dataset::Inputs to_matrix(CsvTable& table, const InputColumns& inputs);

}  // namespace descent::data
