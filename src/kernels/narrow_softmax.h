#pragma once
/// \file
/// A loss from the sums with softmax on at most four outputs, several patterns in a register. Every number has the bits
/// that a pattern at a time gives it.

#include "kernels/narrow_rows.h"
#include "network/activations/softmax.h"

namespace descent::kernels {

/// As SoftmaxFromSums.
template <class Isa, class Pair>
struct NarrowSoftmaxFromSums {
    DESCENT_INLINE void operator()(const OutputLayer& n, RowBlock block, Lanes<Isa>& costs) const {
        using B = Batch<Isa>;
        using Rows = NarrowRows<Isa>;
        constexpr float least = -__builtin_inff();
        alignas(64) float of_sums[cost_patterns][narrow_outputs], of_logarithms[cost_patterns][narrow_outputs];
        const auto valid = Rows::columns_before(n.outputs);
        for (std::size_t p = 0; p < block.count; p += Rows::patterns) {
            const std::size_t left = block.count - p;
            const RowBlock some{block.first + p, left < Rows::patterns ? left : Rows::patterns};
            const B z = Rows::load(n.a, n.a_stride, some);
            const B m = Rows::largest(select(valid & (z > B(least)), z, B(least)));
            const B numerator = select(valid, network::Softmax::numerator(z, m), B(0.0f));
            const B sum = Rows::sum(numerator), a = numerator / sum;
            Rows::store(a, n.a, n.a_stride, some);
            if (n.y == nullptr) continue;
            const B y = Rows::load(n.y, n.y_stride, some);
            const B weight = n.pattern_weights == nullptr ? B(1.0f) : Rows::spread(n.pattern_weights, some);
            select(valid, Pair::value(z, y, m, B(0.0f)) * weight, B(0.0f)).store(of_sums[p]);
            (y * (log(sum) * weight)).store(of_logarithms[p]);
            if (n.delta == nullptr) continue;
            const B targets = n.correct != nullptr ? B(1.0f) : Rows::sum(y + B(0.0f));
            const B delta = Pair::delta(a, y, targets) * (weight * B(n.scale));
            Rows::store(select(valid, delta, B(0.0f)), n.delta, n.delta_stride, some);
        }
        if (n.y != nullptr) add_in_order(of_sums, of_logarithms, block.count, costs);
    }

private:
    /// Into the first four lanes, as if pattern after pattern had been added.
    DESCENT_INLINE static void add_in_order(const float (*of_sums)[narrow_outputs],
                                            const float (*of_logarithms)[narrow_outputs], std::size_t count,
                                            Lanes<Isa>& costs) {
        FourFloats total = {}, cost;
        for (const auto* costs_of : {of_sums, of_logarithms}) {
            for (std::size_t p = 0; p < count; ++p) {
                __builtin_memcpy(&cost, costs_of[p], sizeof cost);
                total += cost;
            }
        }
        alignas(64) float lanes[lane_count] = {};
        __builtin_memcpy(lanes, &total, sizeof total);
        costs.for_each([&](Batch<Isa>& part, std::size_t lane) { part = Batch<Isa>::load(lanes + lane); });
    }
};

/// Is the output of the pattern's class the largest? As is_correct.
DESCENT_INLINE bool is_correct_of_four(const float* a, std::size_t label, std::size_t outputs) {
    using FourIntegers [[gnu::vector_size(16)]] = int;
    using TwoIntegers [[gnu::vector_size(16)]] = long long;
    FourFloats row;
    __builtin_memcpy(&row, a, sizeof row);
    const FourFloats own = FourFloats{} + a[label];
    const FourIntegers column = {0, 1, 2, 3}, zero = {};
    const FourIntegers valid = column < (zero + static_cast<int>(outputs));
    const FourIntegers before = column < (zero + static_cast<int>(label));
    const FourIntegers beaten = (valid & ((own < row) | ((own == row) & before))) | (own != own);
    const auto halves = __builtin_bit_cast(TwoIntegers, beaten);
    return (halves[0] | halves[1]) == 0;
}

}  // namespace descent::kernels
