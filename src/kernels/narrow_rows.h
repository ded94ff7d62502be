#pragma once
/// \file
/// Rows of at most four outputs: a register holds those of several patterns, where one would fill a quarter of it.

#include "kernels/rows_of_outputs.h"

namespace descent::kernels {

constexpr std::size_t narrow_outputs = 4;

using FourFloats [[gnu::vector_size(16)]] = float;

/// The rows of four columns that a register holds, one pattern after the other.
template <class Isa>
struct NarrowRows {
    using B = Batch<Isa>;
    static constexpr std::size_t patterns = B::size / narrow_outputs;
    using All [[gnu::vector_size(4 * B::size)]] = float;

    /// row(i) of every pattern
    template <class Row>
    DESCENT_INLINE static B of(Row&& row) {
        if constexpr (patterns == 1) {
            return as_batch(row(0));
        } else if constexpr (patterns == 2) {
            return as_batch(__builtin_shufflevector(row(0), row(1), 0, 1, 2, 3, 4, 5, 6, 7));
        } else {
            const auto low = __builtin_shufflevector(row(0), row(1), 0, 1, 2, 3, 4, 5, 6, 7);
            const auto high = __builtin_shufflevector(row(2), row(3), 0, 1, 2, 3, 4, 5, 6, 7);
            return as_batch(__builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
        }
    }

    /// Where fewer than `patterns` are left, the last one again.
    DESCENT_INLINE static B load(const float* matrix, std::size_t stride, RowBlock block) {
        return of([&](std::size_t i) __attribute__((always_inline)) {
            FourFloats row;
            __builtin_memcpy(&row, matrix + (block.first + within(i, block)) * stride, sizeof row);
            return row;
        });
    }
    /// Whole rows: padding becomes zero. In one piece, as they are loaded next.
    DESCENT_INLINE static void store(B rows, float* matrix, std::size_t stride, RowBlock block) {
        float* const first = matrix + block.first * stride;
        store_row<0>(rows, first);
        if constexpr (patterns > 1) {
            if (block.count > 1) store_row<1>(rows, first + stride);
        }
        if constexpr (patterns > 2) {
            if (block.count > 2) store_row<2>(rows, first + 2 * stride);
            if (block.count > 3) store_row<3>(rows, first + 3 * stride);
        }
    }
    /// A number of each pattern in all its columns.
    DESCENT_INLINE static B spread(const float* numbers, RowBlock block) {
        return of([&](std::size_t i) __attribute__((always_inline)) {
            return FourFloats{} + numbers[block.first + within(i, block)];
        });
    }

    DESCENT_INLINE static typename B::Mask columns_before(std::size_t end) {
        alignas(64) static constexpr float index[lane_count] = {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3};
        return B::load(index) < B(static_cast<float>(end));
    }

    /// Of each pattern's columns in all of them, in the order of Lanes::reduce, whose other lanes change nothing.
    DESCENT_INLINE static B sum(B rows) {
        const B two = rows + swapped<2, 3, 2, 3>(rows);
        return swapped<0, 0, 0, 0>(two + swapped<1, 1, 1, 1>(two));
    }
    DESCENT_INLINE static B largest(B rows) {
        const B other = swapped<2, 3, 2, 3>(rows);
        const B two = select(rows > other, rows, other), next = swapped<1, 1, 1, 1>(two);
        return swapped<0, 0, 0, 0>(select(two > next, two, next));
    }

private:
    DESCENT_INLINE static std::size_t within(std::size_t i, RowBlock block) {
        return i < block.count ? i : block.count - 1;
    }
    template <class Vector>
    DESCENT_INLINE static B as_batch(Vector numbers) {
        return B(__builtin_bit_cast(typename B::Register, numbers));
    }
    template <int i>
    DESCENT_INLINE static void store_row(B rows, float* to) {
        const All v = __builtin_bit_cast(All, rows.lanes);
        const FourFloats row = __builtin_shufflevector(v, v, 4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3), zeros = {};
        const auto half = __builtin_shufflevector(row, zeros, 0, 1, 2, 3, 4, 5, 6, 7);
        const auto line =
            __builtin_shufflevector(half, decltype(half){}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        __builtin_memcpy(to, &line, sizeof line);
    }
    /// In every pattern its columns a, b, c, d.
    template <int a, int b, int c, int d>
    DESCENT_INLINE static B swapped(B rows) {
        const All v = __builtin_bit_cast(All, rows.lanes);
        if constexpr (patterns == 1) {
            return as_batch(__builtin_shufflevector(v, v, a, b, c, d));
        } else if constexpr (patterns == 2) {
            return as_batch(__builtin_shufflevector(v, v, a, b, c, d, a + 4, b + 4, c + 4, d + 4));
        } else {
            return as_batch(__builtin_shufflevector(v, v, a, b, c, d, a + 4, b + 4, c + 4, d + 4, a + 8, b + 8, c + 8,
                                                    d + 8, a + 12, b + 12, c + 12, d + 12));
        }
    }
};

}  // namespace descent::kernels
