#pragma once
/// \file
/// From stored inputs to a batch of scaled floats.

#include "kernels/stored_rows.h"
#include "kernels/table.h"

namespace descent::kernels {

/// Shift and scale of each input, in the type that they are applied in.
template <class Number>
struct Scales {
    const Number* shift;
    const Number* scale;
};

/// `fills`: n.fill stands for NaN.
template <class Isa, class Element, bool fills, class Number>
void gather_rows(const GatherInputs& n, Scales<Number> by) {
    const std::size_t row_bytes = n.in_columns * sizeof(Element);
    // Copies: behind references any store to `out` might change them, and nothing would be done in vectors.
    for_each_stored_row(n.in, row_bytes, n.rows, n.patterns, [n, by](std::size_t i, const std::byte* row) {
        float* const out = n.out + i * n.out_stride;
        for (std::size_t c = 0; c < n.in_columns; ++c) {
            Element element;
            __builtin_memcpy(&element, row + c * sizeof(Element), sizeof(Element));  // rows may be unaligned
            auto x = static_cast<Number>(element);
            if constexpr (fills) x = x == x ? x : n.fill[c];
            out[c] = static_cast<float>((x - by.shift[c]) * by.scale[c]);
        }
    });
}

// in: [rows of the file][in_columns], out: [patterns][out_stride]; padding stays as it is
// Numbers that float32 holds exactly are scaled in float32, others in double and rounded once.
template <class Isa>
void gather_inputs(const GatherInputs& n) {
    const Scales<float> narrow{n.shift, n.scale};
    const Scales<double> wide{n.wide_shift, n.wide_scale};
    switch (n.type) {
        case ElementType::u8: gather_rows<Isa, std::uint8_t, false>(n, narrow); break;
        case ElementType::f32: gather_rows<Isa, float, false>(n, narrow); break;
        case ElementType::f64:
            n.fill == nullptr ? gather_rows<Isa, double, false>(n, wide) : gather_rows<Isa, double, true>(n, wide);
            break;
        case ElementType::i32: gather_rows<Isa, std::int32_t, false>(n, wide); break;
        case ElementType::i64: gather_rows<Isa, std::int64_t, false>(n, wide); break;
    }
}

}  // namespace descent::kernels
