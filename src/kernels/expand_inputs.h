#pragma once
/// \file
/// From the stored columns of a table to a batch of scaled floats: categories become one input each.

#include "kernels/stored_rows.h"
#include "kernels/table.h"

namespace descent::kernels {

template <class Isa>
DESCENT_INLINE double stored_number(const std::byte* row, std::size_t column) {
    double x;
    __builtin_memcpy(&x, row + column * sizeof x, sizeof x);  // rows may be unaligned
    return x;
}

template <class Isa>
DESCENT_INLINE void scale_numbers(const ExpandInputs& n, const InputRange& range, const std::byte* row, float* out) {
    for (std::size_t k = 0; k < range.count; ++k) {
        const std::size_t input = range.input + k;
        const double x = stored_number<Isa>(row, range.column + k);
        const auto scaled = static_cast<float>((x - n.shift[input]) * n.scale[input]);
        out[input] = x == x ? scaled : n.fills[input];
    }
}

/// A number that is no place of a category sets no input.
template <class Isa>
DESCENT_INLINE void set_category(const ExpandInputs& n, const InputRange& range, double x, float* out) {
    if (x >= 0 && x < static_cast<double>(range.count)) {
        const std::size_t input = range.input + static_cast<std::size_t>(x);
        out[input] = n.ones[input];
    } else if (x != x) {
        __builtin_memcpy(out + range.input, n.fills + range.input, range.count * sizeof(float));
    }
}

// in: [rows of the file][in_columns], out: [patterns][out_stride]; padding stays as it is
template <class Isa>
void expand_inputs(const ExpandInputs& n) {
    const std::size_t row_bytes = n.in_columns * sizeof(double);
    for_each_stored_row(n.in, row_bytes, n.rows, n.patterns, [&](std::size_t i, const std::byte* row) {
        float* const out = n.out + i * n.out_stride;
        __builtin_memcpy(out, n.zeros, n.inputs * sizeof(float));
        for (const InputRange* range = n.numbers.first; range != n.numbers.end; ++range) {
            scale_numbers<Isa>(n, *range, row, out);
        }
        for (const InputRange* range = n.categories.first; range != n.categories.end; ++range) {
            set_category<Isa>(n, *range, stored_number<Isa>(row, range->column), out);
        }
        for (const InputRange* range = n.indicators.first; range != n.indicators.end; ++range) {
            const double x = stored_number<Isa>(row, range->column);
            if (x != x) out[range->input] = n.ones[range->input];
        }
    });
}

}  // namespace descent::kernels
