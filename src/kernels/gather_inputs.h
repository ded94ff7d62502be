#pragma once
/// \file
/// From stored inputs to a batch of scaled floats.

#include "kernels/prefetch.h"
#include "kernels/table.h"

namespace descent::kernels {

/// Numbers that float32 holds exactly are scaled in float32, others in double and rounded once. Rows of a shuffled
/// batch lie anywhere in memory: each is prefetched some rows before it is read.
template <class Isa, class Element, class Arithmetic>
void gather_rows(const GatherInputs& n) {
    constexpr std::size_t rows_ahead = 4;
    const std::size_t row_bytes = n.in_columns * sizeof(Element);
    for (std::size_t i = 0; i < n.patterns; ++i) {
        const std::byte* const row = n.in + n.rows[i] * row_bytes;
        if (i + rows_ahead < n.patterns) prefetch<1>(n.in + n.rows[i + rows_ahead] * row_bytes, row_bytes);
        float* const out = n.out + i * n.out_stride;
        for (std::size_t c = 0; c < n.in_columns; ++c) {
            Element element;
            __builtin_memcpy(&element, row + c * sizeof(Element), sizeof(Element));  // rows may be unaligned
            out[c] = static_cast<float>((static_cast<Arithmetic>(element) - static_cast<Arithmetic>(n.shift[c])) *
                                        static_cast<Arithmetic>(n.scale[c]));
        }
    }
}

// in: [rows of the file][in_columns], out: [patterns][out_stride]; padding stays as it is
template <class Isa>
void gather_inputs(const GatherInputs& n) {
    switch (n.type) {
        case ElementType::u8: gather_rows<Isa, std::uint8_t, float>(n); break;
        case ElementType::f32: gather_rows<Isa, float, float>(n); break;
        case ElementType::f64: gather_rows<Isa, double, double>(n); break;
        case ElementType::i32: gather_rows<Isa, std::int32_t, double>(n); break;
        case ElementType::i64: gather_rows<Isa, std::int64_t, double>(n); break;
    }
}

}  // namespace descent::kernels
