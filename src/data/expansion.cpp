#include <descent/expansion.h>

#include <algorithm>
#include <cmath>

namespace descent {
namespace {

void add_number(std::vector<InputRange>& numbers, std::size_t column, std::size_t input) {
    const bool follows = !numbers.empty() && numbers.back().column + numbers.back().count == column &&
                         numbers.back().input + numbers.back().count == input;
    if (follows) {
        ++numbers.back().count;
    } else {
        numbers.push_back({column, input, 1});
    }
}

void expand_category(const InputRange& range, double stored, std::span<double> inputs) {
    const std::span<double> own = inputs.subspan(range.input, range.count);
    std::ranges::fill(own, std::isnan(stored) ? stored : 0.0);
    if (stored >= 0 && stored < static_cast<double>(range.count)) own[static_cast<std::size_t>(stored)] = 1;
}

}  // namespace

Expansion expansion_of(const Columns& columns) {
    Expansion expansion;
    std::size_t input = 0;
    for (std::size_t column = 0; column < columns.inputs.size(); ++column) {
        const Column& one = columns.inputs[column];
        if (one.kind == ColumnKind::category) {
            expansion.categories.push_back({column, input, one.categories.size()});
        } else {
            add_number(expansion.numbers, column, input);
        }
        input += inputs_of(one);
        if (one.indicator) expansion.indicators.push_back({column, input - 1, 1});
    }
    return expansion.categories.empty() && expansion.indicators.empty() ? Expansion{} : expansion;
}

void expand(const Expansion& expansion, std::span<const double> stored, std::span<double> inputs) {
    if (expansion.empty()) std::ranges::copy(stored, inputs.begin());
    for (const InputRange& range : expansion.numbers) {
        std::ranges::copy(stored.subspan(range.column, range.count), inputs.subspan(range.input).begin());
    }
    for (const InputRange& range : expansion.categories) expand_category(range, stored[range.column], inputs);
    for (const InputRange& range : expansion.indicators) {
        inputs[range.input] = std::isnan(stored[range.column]) ? 1 : 0;
    }
}

}  // namespace descent
