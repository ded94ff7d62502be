#pragma once
/// \file
/// The gradient of weights and biases: sums over patterns, in one order, however the work is split.
///
/// The batch is cut into pieces (parallel/pieces.h); a piece is summed pattern by pattern, and pieces are combined by
/// one fixed binary tree. Walking the pieces from left to right with a stack, as binary counting carries, gives just
/// that tree: after piece i, as many sums are joined as i has trailing ones.

#include <type_traits>

#include "kernels/panel_floats.h"
#include "kernels/product.h"
#include "kernels/table.h"

namespace descent::kernels {

inline constexpr int deepest_tree = 8;  ///< sums that wait on the stack at once: more than log2 of the most pieces

/// Sums of a tile of weights and, in the tiles of the first rows, of the biases of its columns: a weight whose input is
/// always 1.
template <class Isa, int Rows, int Vectors, bool has_bias>
struct GradientSums {
    struct None {};
    Tile<Isa, Rows, Vectors> weights;
    [[no_unique_address]] std::conditional_t<has_bias, Tile<Isa, 1, Vectors>, None> bias;

    DESCENT_INLINE void add_terms(const Factors& factors) {
        if constexpr (has_bias) {
            weights.multiply_add(factors, [&](const Batch<Isa>* row) {
                bias.for_each([&](Batch<Isa>& sum, std::size_t, std::size_t v) { sum += row[v / Batch<Isa>::size]; });
            });
        } else {
            weights.multiply_add(factors);
        }
    }

    /// f(sum, row, offset of its first column); row -1 is the bias.
    template <class F>
    DESCENT_INLINE void for_each(F&& f) {
        weights.for_each(
            [&](Batch<Isa>& sum, std::size_t r, std::size_t v) { f(sum, static_cast<std::ptrdiff_t>(r), v); });
        if constexpr (has_bias) bias.for_each([&](Batch<Isa>& sum, std::size_t, std::size_t v) { f(sum, -1, v); });
    }

    DESCENT_INLINE const Batch<Isa>& at(std::ptrdiff_t row, std::size_t v) const {
        const std::size_t vector = v / Batch<Isa>::size;
        if constexpr (has_bias) {
            if (row < 0) return bias.at[0][vector];
        }
        return weights.at[row][vector];
    }
};

/// Columns of `a`, side by side, that a panel holds: [patterns][panel_columns].
inline constexpr std::size_t panel_columns = 6;

template <class Isa>
struct WeightGradientTiles {
    const WeightGradient& n;  ///< a_stride 0: `a` was made by `pack_columns`
    std::size_t patterns;     ///< that a panel holds

    /// Where the sums of a tile belong.
    struct Place {
        float* weights;
        std::size_t stride;
        float* bias;

        DESCENT_INLINE float* operator()(std::ptrdiff_t row, std::size_t v) const {
            return row < 0 ? bias + v : weights + static_cast<std::size_t>(row) * stride + v;
        }
    };

    DESCENT_INLINE Place place(std::size_t k, std::size_t j) const {
        return {n.gradient + k * n.gradient_stride + j, n.gradient_stride, n.bias == nullptr ? nullptr : n.bias + j};
    }

    template <int Vectors, class Sums>
    DESCENT_INLINE void sum_piece(Sums& sums, std::size_t piece, std::size_t k, std::size_t j) {
        constexpr std::size_t width = Vectors * Batch<Isa>::size;
        const std::size_t first = n.pieces[piece], count = n.pieces[piece + 1] - first;
        constexpr std::size_t held = panel_columns;
        const bool packed = n.a_stride == 0;
        const float* const a =
            packed ? n.a + (k / held * patterns + first) * held + k % held : n.a + first * n.a_stride + k;
        const std::size_t a_stride = packed ? held : n.a_stride;
        if (n.delta_stride == 0) {
            sums.add_terms({a, 1, a_stride, n.delta + patterns * j + first * width, width, count});
        } else {
            sums.add_terms({a, 1, a_stride, n.delta + first * n.delta_stride + j, n.delta_stride, count});
        }
    }

    template <int Rows, int Vectors>
    DESCENT_INLINE void tile(std::size_t k, std::size_t j) {
        if (k == 0 && n.bias != nullptr) {
            sum<Vectors, GradientSums<Isa, Rows, Vectors, true>>(k, j);
        } else {
            sum<Vectors, GradientSums<Isa, Rows, Vectors, false>>(k, j);
        }
    }

    template <int Vectors, class Sums>
    DESCENT_INLINE void sum(std::size_t k, std::size_t j) {
        if (n.piece_count > 1) return sum_pieces<Vectors, Sums>(k, j);
        const Place out = place(k, j);
        Sums sums;
        if (n.accumulate) {
            sums.for_each([&](Batch<Isa>& sum, std::ptrdiff_t r, std::size_t v) { sum = Batch<Isa>::load(out(r, v)); });
        } else {
            sums.for_each([&](Batch<Isa>& sum, std::ptrdiff_t, std::size_t) { sum = Batch<Isa>(0.0f); });
        }
        sum_piece<Vectors>(sums, 0, k, j);
        sums.for_each([&](Batch<Isa>& sum, std::ptrdiff_t r, std::size_t v) { sum.store(out(r, v)); });
    }

    /// Apart from `sum`, whose sums never leave the registers: a stack of tiles has an address.
    template <int Vectors, class Sums>
    [[gnu::noinline]] void sum_pieces(std::size_t k, std::size_t j) {
        const Place out = place(k, j);
        const std::size_t count = n.piece_count;
        Sums stack[deepest_tree];
        int depth = 0;
        for (std::size_t piece = 0; piece < count; ++piece) {
            Sums sums;
            sums.for_each([](Batch<Isa>& sum, std::ptrdiff_t, std::size_t) { sum = Batch<Isa>(0.0f); });
            sum_piece<Vectors>(sums, piece, k, j);
            for (std::size_t ones = piece; (ones & 1) != 0; ones >>= 1) {
                const Sums& left = stack[--depth];
                sums.for_each([&](Batch<Isa>& sum, std::ptrdiff_t r, std::size_t v) { sum = left.at(r, v) + sum; });
            }
            if (piece + 1 == count) {
                sums.for_each([&](Batch<Isa>& sum, std::ptrdiff_t r, std::size_t v) { sum.store(out(r, v)); });
            } else {
                stack[depth++] = sums;
            }
        }
    }
};

/// Columns [k, k + columns) of `a` into panels.
inline void pack_columns(const WeightGradient& n, std::size_t k, std::size_t columns) {
    constexpr std::size_t held = panel_columns;
    const std::size_t patterns = n.pieces[n.piece_count], whole = columns / held, rest = columns % held;
    for (std::size_t p = n.pieces[0]; p < patterns; ++p) {
        const float* from = n.a + p * n.a_stride + k;
        float* to = n.panels + p * held;
        for (std::size_t i = 0; i < whole; ++i, from += held, to += patterns * held) {
            __builtin_memcpy(to, from, held * sizeof(float));
        }
        for (std::size_t i = 0; i < rest; ++i) to[i] = from[i];
    }
}

template <class Isa>
void weight_gradient_from_panels(const WeightGradient& n) {
    const std::size_t patterns = n.pieces[n.piece_count];
    for (std::size_t k = 0; k < n.rows; k += packed_rows) {
        WeightGradient group = n;
        group.rows = n.rows - k < packed_rows ? n.rows - k : packed_rows;
        pack_columns(n, k, group.rows);
        group.a = n.panels;
        group.a_stride = 0;
        group.gradient += k * n.gradient_stride;
        if (k > 0) group.bias = nullptr;
        WeightGradientTiles<Isa> tiles{group, patterns};
        for_each_tile<Isa>(group.rows, group.columns, tiles);
    }
}

// a: [patterns][rows], delta: [patterns][columns], gradient: [rows][columns], bias: [columns]
template <class Isa>
void weight_gradient(const WeightGradient& n) {
    if constexpr (packs_inputs<Isa>) {
        if (n.panels != nullptr) return weight_gradient_from_panels<Isa>(n);
    }
    WeightGradientTiles<Isa> tiles{n, n.pieces[n.piece_count]};
    for_each_tile<Isa>(n.rows, n.columns, tiles);
}

}  // namespace descent::kernels
