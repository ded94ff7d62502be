#include <descent/columns.h>

namespace descent {

std::vector<std::string> input_names(const Columns& columns) {
    std::vector<std::string> names;
    for (const Column& column : columns.inputs) {
        if (column.kind != ColumnKind::category) names.push_back(column.name);
        for (const std::string& category : column.categories) names.push_back(column.name + "=" + category);
        if (column.indicator) names.push_back(column.name + "=missing");
    }
    return names;
}

Columns number_columns(const std::vector<std::string>& names) {
    Columns columns;
    for (const std::string& name : names) columns.inputs.push_back({.name = name});
    return columns;
}

}  // namespace descent
