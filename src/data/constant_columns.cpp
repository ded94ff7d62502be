#include "data/constant_columns.h"

#include <cstring>
#include <numeric>

#include "base/text.h"
#include "data/some_of.h"

namespace descent::data {

/// Most columns are settled after a few rows.
std::vector<std::size_t> constant_columns(const Dataset::Inputs& inputs) {
    std::vector<std::size_t> left;
    if (inputs.patterns < 2) return left;
    left.resize(inputs.columns);
    std::iota(left.begin(), left.end(), std::size_t{0});
    const std::size_t size = size_of(inputs.type);
    for (std::size_t r = 1; r < inputs.patterns && !left.empty(); ++r) {
        const std::byte* const row = inputs.bytes + r * inputs.columns * size;
        std::erase_if(left,
                      [&](std::size_t k) { return std::memcmp(row + k * size, inputs.bytes + k * size, size) != 0; });
    }
    return left;
}

std::string constant_inputs_note(const Dataset::Inputs& inputs, const std::vector<std::string>& names) {
    if (inputs.pixels || inputs.patterns < least_patterns) return "";
    std::vector<std::string> columns;
    for (const std::size_t k : constant_columns(inputs)) {
        columns.push_back(names.empty() ? "[:, " + to_text(k) + "]" : names[k]);
    }
    return columns.empty() ? "" : "inputs that never vary: " + some_of(columns);
}

}  // namespace descent::data
