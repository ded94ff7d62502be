#pragma once
/// \file
/// Sums and maxima across a row, the same bits for every width of a register: sixteen lanes, then one tree.

#include "kernels/product.h"
#include "kernels/table.h"

namespace descent::kernels {

/// Sixteen floats in one, two or four registers.
template <class Isa>
struct Lanes {
    static constexpr int parts = static_cast<int>(lane_count / Batch<Isa>::size);
    Batch<Isa> part[parts];

    DESCENT_INLINE explicit Lanes(float value) {
        for (auto& p : part) p = Batch<Isa>(value);
    }

    /// f(batch, offset of its first lane)
    template <class F>
    DESCENT_INLINE void for_each(F&& f) {
#pragma GCC unroll 4
        for (int i = 0; i < parts; ++i) f(part[i], static_cast<std::size_t>(i) * Batch<Isa>::size);
    }

    /// ((0+8) + (4+12)) + ... : halves are joined until one lane is left, by `join` on vectors of the compiler's.
    template <class Join>
    DESCENT_INLINE float reduce(Join join) const {
        using Eight [[gnu::vector_size(32)]] = float;
        using Four [[gnu::vector_size(16)]] = float;
        alignas(64) float lanes[lane_count];
        for (int i = 0; i < parts; ++i) part[i].store(lanes + static_cast<std::size_t>(i) * Batch<Isa>::size);
        Eight low, high;
        __builtin_memcpy(&low, lanes, sizeof(Eight));
        __builtin_memcpy(&high, lanes + 8, sizeof(Eight));
        const Eight eight = join(low, high);
        Four halves[2];
        __builtin_memcpy(halves, &eight, sizeof(Eight));
        Four four = join(halves[0], halves[1]);
        four = join(four, __builtin_shufflevector(four, four, 2, 3, 2, 3));
        four = join(four, __builtin_shufflevector(four, four, 1, 1, 1, 1));
        return four[0];
    }
    DESCENT_INLINE float sum() const {
        return reduce([](auto a, auto b) __attribute__((always_inline)) { return a + b; });
    }
    DESCENT_INLINE float largest() const {
        return reduce([](auto a, auto b) __attribute__((always_inline)) { return a > b ? a : b; });
    }
};

/// True in the lanes of columns before `end`, for the batch that begins at column `j`.
template <class Isa>
DESCENT_INLINE typename Batch<Isa>::Mask columns_before(std::size_t j, std::size_t end) {
    alignas(64) static constexpr float index[lane_count] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return Batch<Isa>::load(index + j % lane_count) <
           Batch<Isa>(
               static_cast<float>(static_cast<std::ptrdiff_t>(end) - static_cast<std::ptrdiff_t>(j - j % lane_count)));
}

}  // namespace descent::kernels
