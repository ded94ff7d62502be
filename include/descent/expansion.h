#pragma once
/// \file
/// How the numbers that are stored for a table become the inputs of a network.
///
/// Contract: a value that follows from the columns. A category is stored as one number, its place among the column's
/// categories, and becomes one input each only when a batch is gathered: a table takes one double a field.
///
///     descent::expand(descent::expansion_of(columns), stored, inputs);  // {31, 2} -> {31, 0, 0, 1}

#include <cstddef>
#include <span>
#include <vector>

#include <descent/columns.h>

namespace descent {

/// `count` inputs side by side, and the stored column that they come from, or the first of as many.
struct InputRange {
    std::size_t column = 0;
    std::size_t input = 0;
    std::size_t count = 0;

    bool operator==(const InputRange&) const = default;
};

/// Each list in ascending order; every input is in one of them. Empty: stored numbers are the inputs as they lie.
struct Expansion {
    std::vector<InputRange> numbers;     ///< `count` columns, an input each
    std::vector<InputRange> categories;  ///< one column: 1 at its number among `count` inputs, 0 at the others
    std::vector<InputRange> indicators;  ///< one column, one input: 1 where it is NaN

    bool empty() const noexcept { return numbers.empty() && categories.empty() && indicators.empty(); }
};

/// [any thread]
Expansion expansion_of(const Columns& columns);

/// [any thread] The inputs of one pattern before they are scaled; NaN where a value is missing. A stored number that is
/// no place of a category leaves its inputs 0.
void expand(const Expansion& expansion, std::span<const double> stored, std::span<double> inputs);

}  // namespace descent
