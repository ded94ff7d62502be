#include "data/column_hints.h"

#include <algorithm>
#include <cmath>

#include "data/constant_columns.h"
#include "data/some_of.h"
#include "data/targets.h"

namespace descent::data {
namespace {

/// The inputs that never vary, in the order of the inputs.
std::vector<std::size_t> constant_inputs(const CsvTable& table, const InputColumns& inputs) {
    const Matrix& cells = table.cells.inputs;
    const auto* bytes = reinterpret_cast<const std::byte*>(cells.row(0));
    const auto constant = constant_columns({nullptr, bytes, ElementType::f64, table.cells.rows, cells.columns()});
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < inputs.inputs.size(); ++i) {
        if (std::ranges::binary_search(constant, inputs.inputs[i].index)) result.push_back(i);
    }
    return result;
}

/// "id", "ID", "customer_id", "Patient Id".
bool is_called_id(std::string_view name) {
    if (name.size() < 2) return false;
    const std::string_view end = name.substr(name.size() - 2);
    const bool is_id = end == "id" || end == "ID" || end == "Id";
    return is_id && (name.size() == 2 || name[name.size() - 3] == '_' || name[name.size() - 3] == ' ' || end == "Id");
}

/// Whole numbers from some n to n + rows - 1, each once, in any order. Most columns are settled after a few rows.
bool numbers_the_patterns(const CsvTable& table, std::size_t index) {
    const Matrix& cells = table.cells.inputs;
    const double rows = static_cast<double>(table.cells.rows);
    const double first = cells.at(0, index);
    double lowest = first, highest = first;
    std::vector<bool> seen(2 * table.cells.rows);
    for (std::size_t r = 0; r < table.cells.rows; ++r) {
        const double value = cells.at(r, index);
        const double place = value - first + rows;
        const bool in_reach = place > 0 && place < 2 * rows && std::fabs(value) < most_exact;  // false for texts
        if (!in_reach || value != std::floor(value) || seen[static_cast<std::size_t>(place)]) return false;
        seen[static_cast<std::size_t>(place)] = true;
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
    return highest - lowest == rows - 1;
}

bool are_all_different(const CsvTable& table, std::size_t index) {
    std::vector<double> values;
    for (std::size_t r = 0; r < table.cells.rows; ++r) values.push_back(table.cells.inputs.at(r, index));
    if (std::ranges::any_of(values, is_text)) return false;
    std::ranges::sort(values);
    return std::ranges::adjacent_find(values) == values.end();
}

void say(CsvTable& table, const InputColumns& inputs, const std::vector<std::size_t>& columns, const std::string& what,
         const std::string& remedy = "; ignore=NAME leaves a column out") {
    std::vector<std::string> names;
    for (const std::size_t i : columns) names.push_back(inputs.columns.inputs[i].name);
    if (!names.empty()) table.notes.push_back(what + some_of(names) + remedy);
}

/// 00501 and 501 become one number.
void hint_at_codes(CsvTable& table, const InputColumns& inputs) {
    std::vector<std::size_t> codes;
    for (std::size_t i = 0; i < inputs.inputs.size(); ++i) {
        const bool is_number = inputs.columns.inputs[i].kind == ColumnKind::number;
        if (is_number && table.cells.padded.contains(inputs.inputs[i].position)) codes.push_back(i);
    }
    say(table, inputs, codes,
        "codes with leading zeros are read as numbers: ", "; a letter before each code makes categories of them");
}

}  // namespace

void hint_at_columns(CsvTable& table, const InputColumns& inputs) {
    hint_at_codes(table, inputs);
    if (table.cells.rows < least_patterns) return;
    say(table, inputs, constant_inputs(table, inputs), "inputs that never vary: ");
    std::vector<std::size_t> identifiers;
    for (std::size_t i = 0; i < inputs.inputs.size(); ++i) {
        const Column& column = inputs.columns.inputs[i];
        const std::size_t index = inputs.inputs[i].index;
        if (column.kind != ColumnKind::number) continue;
        if (numbers_the_patterns(table, index) || (is_called_id(column.name) && are_all_different(table, index)))
            identifiers.push_back(i);
    }
    say(table, inputs, identifiers, "inputs that may be identifiers, as they number the patterns: ");
    std::vector<std::size_t> scattered;
    for (std::size_t i = 0; i < inputs.inputs.size(); ++i) {
        if (2 * inputs.columns.inputs[i].categories.size() > table.cells.rows) scattered.push_back(i);
    }
    say(table, inputs, scattered, "inputs with a category for fewer than two patterns on average: ");
}

}  // namespace descent::data
