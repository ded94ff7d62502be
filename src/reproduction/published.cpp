#include "reproduction/published.h"

#include <descent/error.h>

#include <limits>
#include <ranges>

#include "base/text.h"

namespace descent::reproduction {

std::vector<std::vector<std::string>> rows_of(std::string_view published) {
    std::vector<std::vector<std::string>> rows;
    for (const auto line : std::views::split(published, '\n')) {
        std::vector<std::string> cells;
        for (const auto cell : std::views::split(line, ',')) cells.emplace_back(cell.begin(), cell.end());
        if (cells.size() > 1) rows.push_back(std::move(cells));
    }
    rows.erase(rows.begin());
    return rows;
}

Published printed(const std::string& text, std::uint64_t runs) {
    if (text == "inf" || text == "nan") return {.value = std::numeric_limits<double>::infinity(), .runs = runs};
    const auto value = parse_number<double>(text);
    if (!value) throw Error("no number: " + text);
    const std::size_t point = text.find('.');
    double unit = 1;
    if (point != std::string::npos) {
        for (std::size_t i = point + 1; i < text.size(); ++i) unit /= 10;
    }
    return {.value = *value, .runs = runs, .rounding = unit / 2};
}

}  // namespace descent::reproduction
