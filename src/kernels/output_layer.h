#pragma once
/// \file
/// The last layer: from its sums to outputs, loss and delta, row by row.

#include "kernels/narrow_softmax.h"
#include "kernels/rows_of_outputs.h"
#include "network/activations/softmax.h"
#include "network/with_activation.h"
#include "network/with_loss.h"

namespace descent::kernels {

/// Element-wise activations: `cost(z, a, y)` of one output and `delta(z, a, y)`, its derivative by z.
template <class Isa, class Formula, class Cost, class Delta>
struct ElementWise {
    Cost cost;
    Delta delta;

    DESCENT_INLINE void operator()(const OutputLayer& n, RowBlock block, Lanes<Isa>& costs) const {
        using B = Batch<Isa>;
        for (std::size_t p = 0; p < block.count; ++p) {
            const OutputRow<Isa> row(n, block.first + p);
            for_each_column<Isa>(n, costs, [&](B& sum, auto valid, std::size_t j) {
                const B z = B::load(row.a + j);
                const B a = Formula::value(z);
                a.store(row.a + j);
                if (row.y == nullptr) return;
                const B y = B::load(row.y + j);
                sum += select(valid, cost(z, a, y) * row.weight, B(0.0f));
                if (row.delta != nullptr) select(valid, delta(z, a, y) * row.factor, B(0.0f)).store(row.delta + j);
            });
        }
    }
};

/// For the rows of a block: m = max_j z_j, and the sum over j of e^(z_j - m).
struct SoftmaxSums {
    alignas(64) float largest[cost_patterns];
    alignas(64) float sum[cost_patterns];
};

/// First half of a = softmax(z): leaves the numerators e^(z - m) in the rows.
/// `before(row, z, m, column)` sees every z before it is overwritten.
template <class Isa, class Before>
DESCENT_INLINE void softmax_numerators(const OutputLayer& n, RowBlock block, SoftmaxSums& sums, Before&& before) {
    using B = Batch<Isa>;
    for (std::size_t p = 0; p < block.count; ++p) {
        const float* const a = n.a + (block.first + p) * n.a_stride;
        Lanes<Isa> most(-__builtin_inff());
        for_each_column<Isa>(n, most, [&](B& part, auto valid, std::size_t j) {
            part = select(valid, max(part, B::load(a + j)), part);
        });
        sums.largest[p] = most.largest();
    }
    for (std::size_t p = 0; p < block.count; ++p) {
        const OutputRow<Isa> row(n, block.first + p);
        const B m(sums.largest[p]);
        Lanes<Isa> total(0.0f);
        for_each_column<Isa>(n, total, [&](B& part, auto valid, std::size_t j) {
            const B z = B::load(row.a + j);
            before(row, z, m, j);
            const B numerator = select(valid, network::Softmax::numerator(z, m), B(0.0f));
            numerator.store(row.a + j);
            part += numerator;
        });
        sums.sum[p] = total.sum();
    }
    for (std::size_t p = block.count; p < cost_patterns; ++p) sums.sum[p] = 1;
}

/// The sum of a pattern's targets; 1 without adding where they are a class.
template <class Isa>
DESCENT_INLINE Batch<Isa> target_sum(const OutputLayer& n, const OutputRow<Isa>& row) {
    if (row.y == nullptr || n.correct != nullptr) return Batch<Isa>(1.0f);
    Lanes<Isa> total(0.0f);
    for_each_column<Isa>(n, total, [&](Batch<Isa>& part, auto, std::size_t j) { part += Batch<Isa>::load(row.y + j); });
    return Batch<Isa>(total.sum());
}

/// A loss from the sums: C = sum_j y_j (ln sum_i e^(z_i - m) - (z_j - m)), linear in ln sum.
template <class Isa, class Pair>
struct SoftmaxFromSums {
    DESCENT_INLINE void operator()(const OutputLayer& n, RowBlock block, Lanes<Isa>& costs) const {
        using B = Batch<Isa>;
        SoftmaxSums sums;
        softmax_numerators<Isa>(n, block, sums, [&](const OutputRow<Isa>& row, B z, B m, std::size_t j) {
            if (row.y == nullptr) return;
            const B cost = Pair::value(z, B::load(row.y + j), m, B(0.0f)) * row.weight;
            costs.part[j % lane_count / B::size] += select(columns_before<Isa>(j, n.outputs), cost, B(0.0f));
        });
        alignas(64) float log_sums[cost_patterns];
        for (std::size_t p = 0; p < cost_patterns; p += B::size) log(B::load(sums.sum + p)).store(log_sums + p);
        for (std::size_t p = 0; p < block.count; ++p) {
            const OutputRow<Isa> row(n, block.first + p);
            const B sum(sums.sum[p]), log_sum = B(log_sums[p]) * row.weight, targets = target_sum(n, row);
            for_each_column<Isa>(n, costs, [&](B& cost, auto valid, std::size_t j) {
                const B a = B::load(row.a + j) / sum;
                a.store(row.a + j);
                if (row.y == nullptr) return;
                const B y = B::load(row.y + j);
                cost += y * log_sum;
                if (row.delta == nullptr) return;
                select(valid, Pair::delta(a, y, targets) * row.factor, B(0.0f)).store(row.delta + j);
            });
        }
    }
};

/// A loss on outputs.
template <class Isa, class Formula>
struct SoftmaxWithLoss {
    Formula formula;

    DESCENT_INLINE void operator()(const OutputLayer& n, RowBlock block, Lanes<Isa>& costs) const {
        using B = Batch<Isa>;
        SoftmaxSums sums;
        softmax_numerators<Isa>(n, block, sums, [](const OutputRow<Isa>&, B, B, std::size_t) {});
        for (std::size_t p = 0; p < block.count; ++p) {
            const OutputRow<Isa> row(n, block.first + p);
            const B sum(sums.sum[p]);
            Lanes<Isa> products(0.0f);  // sum_j g_j a_j, g = dC/da
            for_each_column<Isa>(n, products, [&](B& product, auto valid, std::size_t j) {
                const B a = B::load(row.a + j) / sum;
                a.store(row.a + j);
                if (row.y == nullptr) return;
                const B y = B::load(row.y + j);
                B& cost = costs.part[j % lane_count / B::size];
                cost += select(valid, formula.value(a, y) * row.weight, B(0.0f));
                product += select(valid, formula.delta(a, y) * a, B(0.0f));
            });
            if (row.delta == nullptr) continue;
            const B product(products.sum());
            for_each_column<Isa>(n, products, [&](B&, auto valid, std::size_t j) {
                const B a = B::load(row.a + j);
                const B delta = network::Softmax::delta(a, formula.delta(a, B::load(row.y + j)), product);
                select(valid, delta * row.factor, B(0.0f)).store(row.delta + j);
            });
        }
    }
};

/// Is the output of the pattern's class the largest? Ties go to the first; NaN never is.
template <class Isa>
DESCENT_INLINE bool is_correct(const float* a, std::size_t label, std::size_t outputs) {
    using B = Batch<Isa>;
    const B own(a[label]);
    bool beaten = !(a[label] == a[label]);
    for (std::size_t j = 0; j < outputs; j += B::size) {
        const B other = B::load(a + j);
        const auto larger = (own < other) & columns_before<Isa>(j, outputs);
        beaten |= xsimd::any(larger | ((own == other) & columns_before<Isa>(j, label)));
    }
    return !beaten;
}

template <class Isa, class Rows>
DESCENT_INLINE void for_each_block(const OutputLayer& n, const Rows& rows) {
    for (std::size_t first = 0; first < n.patterns; first += cost_patterns) {
        const std::size_t left = n.patterns - first;
        const RowBlock block{first, left < cost_patterns ? left : cost_patterns};
        Lanes<Isa> costs(0.0f);
        rows(n, block, costs);
        if (n.y == nullptr) continue;
        costs.for_each([&](Batch<Isa>& part, std::size_t lane) {
            part.store(n.costs + first / cost_patterns * lane_count + lane);
        });
        if (n.correct == nullptr) continue;
        std::uint32_t correct = 0;
        for (std::size_t p = first; p < first + block.count; ++p) {
            const float* const a = n.a + p * n.a_stride;
            correct += (n.outputs <= narrow_outputs ? is_correct_of_four(a, n.labels[p], n.outputs)
                                                    : is_correct<Isa>(a, n.labels[p], n.outputs))
                           ? 1
                           : 0;
        }
        n.correct[first / cost_patterns] = correct;
    }
}

template <class Isa, class Formula, class Cost, class Delta>
DESCENT_INLINE void element_wise(const OutputLayer& n, Cost cost, Delta delta) {
    for_each_block<Isa>(n, ElementWise<Isa, Formula, Cost, Delta>{cost, delta});
}

/// A loss from the sums, with softmax.
template <class Isa, class Pair>
DESCENT_INLINE void softmax_from_sums(const OutputLayer& n) {
    n.outputs <= narrow_outputs ? for_each_block<Isa>(n, NarrowSoftmaxFromSums<Isa, Pair>{})
                                : for_each_block<Isa>(n, SoftmaxFromSums<Isa, Pair>{});
}

/// A loss from the sums, with sigmoid outputs.
template <class Isa, class Pair>
DESCENT_INLINE void sigmoid_from_sums(const OutputLayer& n) {
    using B = Batch<Isa>;
    element_wise<Isa, network::Sigmoid>(
        n, [](B z, B, B y) { return Pair::value(z, y); }, [](B, B a, B y) { return Pair::delta(a, y); });
}

/// A loss on outputs, with an element-wise activation.
template <class Isa, class Formula>
DESCENT_INLINE void element_wise_with_loss(const OutputLayer& n, Formula formula) {
    using B = Batch<Isa>;
    network::with_activation(n.activation, [&]<class F>(F) {
        element_wise<Isa, F>(
            n, [formula](B, B a, B y) { return formula.value(a, y); },
            [formula](B z, B a, B y) { return formula.delta(a, y) * network::derivative_at<F>(z, a); });
    });
}

// a, y, delta: [patterns][columns]
template <class Isa>
void output_layer(const OutputLayer& n) {
    const bool softmax = n.activation == Activation::softmax;
    network::with_loss({n.loss, n.huber_delta}, [&]<class Formula>(Formula formula) {
        if constexpr (network::FromSums<Formula>) {
            softmax ? softmax_from_sums<Isa, typename Formula::OnSoftmax>(n)
                    : sigmoid_from_sums<Isa, typename Formula::OnSigmoid>(n);
        } else {
            softmax ? for_each_block<Isa>(n, SoftmaxWithLoss<Isa, Formula>{formula})
                    : element_wise_with_loss<Isa>(n, formula);
        }
    });
}

}  // namespace descent::kernels
