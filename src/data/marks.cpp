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
    const auto is = [&](std::string_view word) {
        return std::ranges::equal(text, word,
                                  [](char c, char lower) { return (c >= 'A' && c <= 'Z' ? c + 32 : c) == lower; });
    };
    if (is("true")) return true;
    if (is("false")) return false;
    return std::nullopt;
}

}  // namespace descent::data
