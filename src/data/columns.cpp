#include <descent/columns.h>

namespace descent {

std::size_t inputs_of(const Column& column) {
    return (column.kind == ColumnKind::category ? column.categories.size() : 1) + column.indicator;
}

std::vector<std::string> input_names(const Columns& columns) {
    std::vector<std::string> names;
    for (const Column& column : columns.inputs) {
        if (column.kind != ColumnKind::category) names.push_back(column.name);
        for (const std::string& category : column.categories) names.push_back(column.name + "=" + category);
        if (column.indicator) names.push_back(column.name + "=missing");
    }
    return names;
}

std::vector<bool> binary_inputs(const Columns& columns) {
    std::vector<bool> binary;
    for (const Column& column : columns.inputs) {
        const std::size_t first = binary.size();
        binary.insert(binary.end(), inputs_of(column), true);
        if (column.kind == ColumnKind::number) binary[first] = false;
    }
    return binary;
}

Columns number_columns(const std::vector<std::string>& names) {
    Columns columns;
    for (const std::string& name : names) columns.inputs.push_back({.name = name});
    return columns;
}

}  // namespace descent
