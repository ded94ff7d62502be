#pragma once
/// \file
/// The gradient of weights and biases: sums over patterns, in one order that holds in every schedule.
///
/// The batch is cut into pieces (parallel/pieces.h); a piece is summed pattern by pattern, and pieces are combined by
/// one fixed binary tree. Walking the pieces from left to right with a stack, as binary counting carries, gives just
/// that tree: after piece i, as many sums are joined as i has trailing ones.

#include "kernels/product.h"
#include "kernels/table.h"

namespace descent::kernels {

inline constexpr int deepest_tree = 8;  ///< sums that wait on the stack at once: more than log2 of the most pieces

template <class Isa>
struct WeightGradientTiles {
    const WeightGradient& n;

    template <int Rows, int Vectors>
    DESCENT_INLINE void sum_piece(Tile<Isa, Rows, Vectors>& sums, std::size_t piece, std::size_t k, std::size_t j) {
        constexpr std::size_t width = Vectors * Batch<Isa>::size;
        const std::size_t first = n.pieces[piece], count = n.pieces[piece + 1] - first;
        const float* const a = n.a + first * n.a_stride + k;
        if (n.delta_stride == 0) {
            const float* const panel = n.delta + n.pieces[n.piece_count] * j;
            sums.multiply_add({a, 1, n.a_stride, panel + first * width, width, count});
        } else {
            sums.multiply_add({a, 1, n.a_stride, n.delta + first * n.delta_stride + j, n.delta_stride, count});
        }
    }

    template <int Rows, int Vectors>
    DESCENT_INLINE void tile(std::size_t k, std::size_t j) {
        if (n.piece_count > 1) return tile_over_pieces<Rows, Vectors>(k, j);
        float* const out = n.gradient + k * n.gradient_stride + j;
        const std::size_t stride = n.gradient_stride;
        Tile<Isa, Rows, Vectors> sums;
        if (n.accumulate) {
            sums.for_each(
                [&](Batch<Isa>& sum, std::size_t r, std::size_t v) { sum = Batch<Isa>::load(out + r * stride + v); });
        } else {
            sums.for_each([&](Batch<Isa>& sum, std::size_t, std::size_t) { sum = Batch<Isa>(0.0f); });
        }
        sum_piece(sums, 0, k, j);
        sums.for_each([&](Batch<Isa>& sum, std::size_t r, std::size_t v) { sum.store(out + r * stride + v); });
    }

    /// Apart from `tile`, whose sums never leave the registers: a stack of tiles has an address.
    template <int Rows, int Vectors>
    [[gnu::noinline]] void tile_over_pieces(std::size_t k, std::size_t j) {
        using Sums = Tile<Isa, Rows, Vectors>;
        float* const out = n.gradient + k * n.gradient_stride + j;
        const std::size_t stride = n.gradient_stride, count = n.piece_count;
        Sums stack[deepest_tree];
        int depth = 0;
        for (std::size_t piece = 0; piece < count; ++piece) {
            Sums sums;
            sums.for_each([](Batch<Isa>& sum, std::size_t, std::size_t) { sum = Batch<Isa>(0.0f); });
            sum_piece(sums, piece, k, j);
            for (std::size_t ones = piece; (ones & 1) != 0; ones >>= 1) {
                const Sums& left = stack[--depth];
                sums.for_each([&](Batch<Isa>& sum, std::size_t r, std::size_t v) {
                    sum = left.at[r][v / Batch<Isa>::size] + sum;
                });
            }
            if (piece + 1 == count) {
                sums.for_each([&](Batch<Isa>& sum, std::size_t r, std::size_t v) { sum.store(out + r * stride + v); });
            } else {
                stack[depth++] = sums;
            }
        }
    }
};

// a: [patterns][rows], delta: [patterns][columns], gradient: [rows][columns]
template <class Isa>
void weight_gradient(const WeightGradient& n) {
    WeightGradientTiles<Isa> tiles{n};
    for_each_tile<Isa>(n.rows, n.columns, tiles);
}

/// The same sums with a factor of one for every pattern.
template <class Isa>
void bias_gradient(const BiasGradient& n) {
    using B = Batch<Isa>;
    for (std::size_t j = 0; j < n.columns; j += B::size) {
        B stack[deepest_tree + 1];
        int depth = 0;
        for (std::size_t piece = 0; piece < n.piece_count; ++piece) {
            B sum = n.accumulate ? B::load(n.gradient + j) : B(0.0f);
            for (std::size_t p = n.pieces[piece]; p < n.pieces[piece + 1]; ++p) {
                sum += B::load(n.delta + p * n.delta_stride + j);
            }
            for (std::size_t ones = piece; (ones & 1) != 0; ones >>= 1) sum = stack[--depth] + sum;
            stack[depth++] = sum;
        }
        stack[0].store(n.gradient + j);
    }
}

/// to[i] += from[i]: one join of the tree, where sums of pieces lie in memory.
template <class Isa>
void add(float* to, const float* from, std::size_t count) {
    for (std::size_t i = 0; i < count; i += Batch<Isa>::size) {
        (Batch<Isa>::load(to + i) + Batch<Isa>::load(from + i)).store(to + i);
    }
}

}  // namespace descent::kernels
