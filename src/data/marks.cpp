#include "data/marks.h"

#include <algorithm>
#include <array>

namespace descent::data {

bool is_missing_mark(std::string_view text) {
    static constexpr std::array<std::string_view, 20> marks = {
        "",     "?",    "NA",  "N/A",  "n/a",      "NaN",  "nan",    "NULL",    "null",    "None",
        "<NA>", "#N/A", "#NA", "-NaN", "#N/A N/A", "-nan", "1.#IND", "1.#QNAN", "-1.#IND", "-1.#QNAN"};
    return text.size() <= 8 && std::ranges::find(marks, text) != marks.end();
}

std::optional<bool> truth_of(std::string_view text) {
    const auto is_any = [&](std::string_view lower, std::string_view capital, std::string_view capitals) {
        return text == lower || text == capital || text == capitals;
    };
    if (is_any("true", "True", "TRUE")) return true;
    if (is_any("false", "False", "FALSE")) return false;
    return std::nullopt;
}

}  // namespace descent::data
