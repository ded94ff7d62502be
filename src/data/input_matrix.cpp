#include "data/input_columns.h"

namespace descent::data {
namespace {

constexpr std::uint64_t largest_matrix = std::uint64_t{16} << 30;

/// One row of cells as inputs of the network.
class RowConversion {
public:
    explicit RowConversion(const InputColumns& inputs) : inputs_(inputs) {}

    void convert(const double* cells, double* values) const {
        for (std::size_t i = 0; i < inputs_.inputs.size(); ++i) {
            const InputColumn& input = inputs_.inputs[i];
            const double cell = cells[input.index];
            const double value = is_text(cell) ? input.meanings[text_of(cell)] : cell;
            values = put(value, inputs_.columns.inputs[i], values);
        }
    }

private:
    static double* put(double value, const Column& column, double* values) {
        if (column.kind == ColumnKind::category) {
            const std::size_t count = column.categories.size();
            std::fill_n(values, count, std::isnan(value) ? missing_value : 0.0);
            if (value >= 0) values[static_cast<std::size_t>(value)] = 1;
            values += count;
        } else {
            *values++ = value;
        }
        if (column.indicator) *values++ = std::isnan(value) ? 1 : 0;
        return values;
    }

    const InputColumns& inputs_;
};

/// Whether the cells are the inputs as they lie.
bool are_inputs(const CsvTable& table, const InputColumns& inputs) {
    if (inputs.inputs.size() != table.cells.inputs.columns()) return false;
    for (std::size_t i = 0; i < inputs.inputs.size(); ++i) {
        const InputColumn& input = inputs.inputs[i];
        if (input.index != i || !input.meanings.empty() || inputs_of(inputs.columns.inputs[i]) != 1) return false;
    }
    return true;
}

std::size_t require_room(const CsvTable& table, const InputColumns& inputs) {
    std::size_t width = 0;
    for (const Column& column : inputs.columns.inputs) width += inputs_of(column);
    if (width <= largest_matrix / sizeof(double) / table.cells.rows) return width;
    throw InputError(
        table.body.file, "", to_text(table.cells.rows) + " patterns of " + to_text(width) + " inputs",
        "at most " + to_text(largest_matrix) + " bytes; ignore=NAMES leaves columns of many categories out");
}

/// In place: rows that shrink are done from the first on, rows that grow from the last.
void convert_rows(Matrix& matrix, std::size_t rows, std::size_t width, const RowConversion& conversion) {
    const std::size_t cells = matrix.columns();
    std::vector<double> row(cells);
    matrix.resize(rows, std::max(cells, width));
    double* const first = matrix.row(0);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t r = width > cells ? rows - 1 - i : i;
        std::copy_n(first + r * cells, cells, row.begin());
        conversion.convert(row.data(), first + r * width);
    }
    matrix.resize(rows, width);
}

}  // namespace

Dataset::Inputs to_matrix(CsvTable& table, const InputColumns& inputs) {
    Matrix& matrix = table.cells.inputs;
    const std::size_t rows = table.cells.rows;
    const std::size_t width = require_room(table, inputs);
    if (!are_inputs(table, inputs)) convert_rows(matrix, rows, width, RowConversion(inputs));
    const std::shared_ptr<const double> block = matrix.release();
    return {block, reinterpret_cast<const std::byte*>(block.get()), ElementType::f64, rows, width};
}

}  // namespace descent::data
