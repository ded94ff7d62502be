#include <array>
#include <charconv>
#include <cmath>

#include "comparison/report/tables.h"
#include "comparison/statistics/summary.h"

namespace descent::comparison {

std::string shown(const Json& figure, int digits) {
    const double value = number_of(figure);
    if (std::isnan(value)) return "-";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    std::array<char, 64> buffer;
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, digits);
    return std::string(buffer.data(), end);
}

std::string settings_text(const Json& settings) {
    std::string text;
    for (const auto& [name, value] : settings.items()) {
        text += (text.empty() ? "" : " ") + name + "=" + value.get<std::string>();
    }
    return text.empty() ? "defaults" : text;
}

}  // namespace descent::comparison
