#include "data/place.h"

#include "base/text.h"
#include "data/lines.h"

namespace descent::data {

std::string column_of(const Dataset& data, std::size_t column) {
    return "column " + (data.input_names().empty() ? to_text(column + 1) : quote(data.input_names()[column]));
}

std::string place_of_pattern(const Dataset& data, std::uint32_t row) {
    const Lines& lines = data.details().lines;
    return lines.empty() ? "pattern [" + to_text(row) + "]" : "line " + to_text(line_of(lines, row));
}

std::string place_of_input(const Dataset& data, std::uint32_t row, std::size_t column) {
    if (data.details().lines.empty()) return "element [" + to_text(row) + ", " + to_text(column) + "]";
    return place_of_pattern(data, row) + ", " + column_of(data, column);
}

const std::string& file_of_targets(const Dataset& data) {
    const std::string& file = data.details().targets_file;
    return file.empty() ? data.name() : file;
}

std::string target_of(const Dataset& data, std::size_t column) {
    const auto& names = data.details().targets;
    return column < names.size() ? "column " + quote(names[column]) : "output_" + to_text(column);
}

std::string place_of_target(const Dataset& data, std::uint32_t row, std::size_t column) {
    if (!data.details().lines.empty()) {
        return place_of_pattern(data, row) + (data.details().targets.empty() ? "" : ", " + target_of(data, column));
    }
    const bool alone = data.raw_targets().columns <= 1;
    return "target [" + to_text(row) + (alone ? "" : ", " + to_text(column)) + "]";
}

}  // namespace descent::data
