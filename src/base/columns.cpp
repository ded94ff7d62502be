#include "base/columns.h"

#include <algorithm>

namespace descent {

std::string aligned(const std::vector<std::vector<std::string>>& rows, Side others) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(row.size());
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string blanks(widths[i] - row[i].size(), ' ');
            const bool right = i > 0 && others == Side::right, last = i + 1 == row.size();
            text += (i > 0 ? "  " : "") + (right ? blanks + row[i] : last ? row[i] : row[i] + blanks);
        }
        text += '\n';
    }
    return text;
}

}  // namespace descent
