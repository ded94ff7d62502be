#include "data/input_columns.h"
#include "parallel/team.h"

namespace descent::data {
namespace {

void require_width(const CsvTable& table, const Columns& columns) {
    std::size_t width = 0;
    for (const Column& column : columns.inputs) width += inputs_of(column);
    if (width <= most_inputs) return;
    throw InputError(table.body.file, "", to_text(width) + " inputs",
                     "at most " + to_text(most_inputs) + "; ignore=NAMES leaves columns of many categories out");
}

/// In the place of texts what they stand for.
void put_meanings(CsvTable& table, const InputColumns& inputs) {
    std::vector<const InputColumn*> with_texts;
    for (const InputColumn& input : inputs.inputs) {
        if (!input.meanings.empty()) with_texts.push_back(&input);
    }
    if (with_texts.empty()) return;
    constexpr std::size_t block = 16384;  // rows
    const std::size_t blocks = (table.cells.rows + block - 1) / block;
    parallel::Team team(blocks < 2 ? 1 : table.body.work.threads);
    team.for_each(blocks, [&](std::size_t b, std::size_t) {
        const std::size_t end = std::min(table.cells.rows, (b + 1) * block);
        for (std::size_t r = b * block; r < end; ++r) {
            double* const row = table.cells.inputs.row(r);
            for (const InputColumn* input : with_texts) {
                double& cell = row[input->index];
                if (is_text(cell)) cell = input->meanings[text_of(cell)];
            }
        }
    });
}

/// In place: without the columns that are no inputs.
void keep_columns(CsvTable& table, const InputColumns& inputs) {
    Matrix& matrix = table.cells.inputs;
    const std::size_t width = inputs.inputs.size();
    if (width == matrix.columns()) return;
    double* to = matrix.row(0);
    for (std::size_t r = 0; r < table.cells.rows; ++r) {
        for (const InputColumn& input : inputs.inputs) *to++ = matrix.at(r, input.index);
    }
    matrix.resize(table.cells.rows, width);
}

}  // namespace

Dataset::Inputs to_matrix(CsvTable& table, const InputColumns& inputs) {
    require_width(table, inputs.columns);
    put_meanings(table, inputs);
    keep_columns(table, inputs);
    const std::shared_ptr<const double> block = table.cells.inputs.release();
    return {block, reinterpret_cast<const std::byte*>(block.get()), ElementType::f64, table.cells.rows,
            inputs.inputs.size()};
}

}  // namespace descent::data
