#pragma once
/// \file
/// The last layer: from its sums to outputs, loss and delta, row by row.

#include "kernels/activation.h"
#include "kernels/sum.h"
#include "kernels/table.h"
#include "network/activations/softmax.h"
#include "network/losses/cross_entropy.h"
#include "network/losses/squared_error.h"

namespace descent::kernels {

/// f(batch, mask of its columns that exist, column) for every batch of a row; `lanes` collects a sum or maximum.
template <class Isa, class F>
DESCENT_INLINE void for_each_column(const OutputLayer& n, Lanes<Isa>& lanes, F&& f) {
    for (std::size_t j = 0; j < n.columns; j += lane_count) {
        lanes.for_each(
            [&](Batch<Isa>& part, std::size_t lane) { f(part, columns_before<Isa>(j + lane, n.outputs), j + lane); });
    }
}

/// One pattern's row: its outputs in place, its targets, where its delta goes, the factors on its cost and delta.
template <class Isa>
struct OutputRow {
    float* a;
    const float* y;  ///< null: outputs only
    float* delta;    ///< null: none wanted
    Batch<Isa> weight, factor;

    DESCENT_INLINE OutputRow(const OutputLayer& n, std::size_t p)
        : a(n.a + p * n.a_stride),
          y(n.y == nullptr ? nullptr : n.y + p * n.y_stride),
          delta(n.delta == nullptr ? nullptr : n.delta + p * n.delta_stride),
          weight(n.pattern_weights == nullptr ? 1.0f : n.pattern_weights[p]),
          factor(weight * Batch<Isa>(n.scale)) {}
};

/// Element-wise activations: `cost(z, a, y)` of one output and `delta(a, y)`, its derivative by z.
template <class Isa, class Formula, class Cost, class Delta>
struct ElementWise {
    Cost cost;
    Delta delta;

    DESCENT_INLINE void operator()(const OutputLayer& n, const OutputRow<Isa>& row, Lanes<Isa>& costs) const {
        using B = Batch<Isa>;
        for_each_column<Isa>(n, costs, [&](B& sum, auto valid, std::size_t j) {
            const B z = B::load(row.a + j);
            const B a = Formula::value(z);
            a.store(row.a + j);
            if (row.y == nullptr) return;
            const B y = B::load(row.y + j);
            sum += select(valid, cost(z, a, y) * row.weight, B(0.0f));
            if (row.delta != nullptr) select(valid, delta(a, y) * row.factor, B(0.0f)).store(row.delta + j);
        });
    }
};

/// First half of a = softmax(z): leaves the numerators e^(z - m) in the row and returns their sum.
/// `before(z, m, column)` sees every z before it is overwritten.
template <class Isa, class Before>
DESCENT_INLINE float softmax_numerators(const OutputLayer& n, float* a, Before&& before) {
    using B = Batch<Isa>;
    Lanes<Isa> most(-__builtin_inff()), sums(0.0f);
    for_each_column<Isa>(
        n, most, [&](B& part, auto valid, std::size_t j) { part = select(valid, max(part, B::load(a + j)), part); });
    const B m(most.largest());
    for_each_column<Isa>(n, sums, [&](B& part, auto valid, std::size_t j) {
        const B z = B::load(a + j);
        before(z, m, j);
        const B numerator = select(valid, network::Softmax::numerator(z, m), B(0.0f));
        numerator.store(a + j);
        part += numerator;
    });
    return sums.sum();
}

/// C = sum_j y_j (ln sum_i e^(z_i - m) - (z_j - m))
template <class Isa>
struct SoftmaxWithCrossEntropy {
    DESCENT_INLINE void operator()(const OutputLayer& n, const OutputRow<Isa>& row, Lanes<Isa>& costs) const {
        using B = Batch<Isa>;
        using Pair = network::SoftmaxCrossEntropy;
        Lanes<Isa> unnormalised(0.0f);
        const B sum(softmax_numerators<Isa>(n, row.a, [&](B z, B m, std::size_t j) {
            if (row.y == nullptr) return;
            B& part = unnormalised.part[j % lane_count / B::size];
            part += select(columns_before<Isa>(j, n.outputs), Pair::value(z, B::load(row.y + j), m, B(0.0f)), B(0.0f));
        }));
        const B log_sum = log(sum);
        for_each_column<Isa>(n, unnormalised, [&](B& cost, auto valid, std::size_t j) {
            const B a = B::load(row.a + j) / sum;
            a.store(row.a + j);
            if (row.y == nullptr) return;
            const B y = B::load(row.y + j);
            cost += y * log_sum;
            if (row.delta != nullptr) select(valid, Pair::delta(a, y) * row.factor, B(0.0f)).store(row.delta + j);
        });
        for (int i = 0; i < Lanes<Isa>::parts; ++i) costs.part[i] += unnormalised.part[i] * row.weight;
    }
};

template <class Isa>
struct SoftmaxWithSquaredError {
    DESCENT_INLINE void operator()(const OutputLayer& n, const OutputRow<Isa>& row, Lanes<Isa>& costs) const {
        using B = Batch<Isa>;
        using network::SquaredError;
        const B sum(softmax_numerators<Isa>(n, row.a, [](B, B, std::size_t) {}));
        Lanes<Isa> products(0.0f);  // sum_j g_j a_j, g = dC/da
        for_each_column<Isa>(n, products, [&](B& product, auto valid, std::size_t j) {
            const B a = B::load(row.a + j) / sum;
            a.store(row.a + j);
            if (row.y == nullptr) return;
            const B y = B::load(row.y + j);
            B& cost = costs.part[j % lane_count / B::size];
            cost += select(valid, SquaredError::value(a, y) * row.weight, B(0.0f));
            product += select(valid, SquaredError::delta(a, y) * a, B(0.0f));
        });
        if (row.delta == nullptr) return;
        const B product(products.sum());
        for_each_column<Isa>(n, products, [&](B&, auto valid, std::size_t j) {
            const B a = B::load(row.a + j);
            const B delta = network::Softmax::delta(a, SquaredError::delta(a, B::load(row.y + j)), product);
            select(valid, delta * row.factor, B(0.0f)).store(row.delta + j);
        });
    }
};

/// Is the target largest where the output is? Ties go to the first.
DESCENT_INLINE bool is_correct(const float* a, const float* y, std::size_t outputs) {
    std::size_t best = 0;
    for (std::size_t j = 1; j < outputs; ++j) best = a[j] > a[best] ? j : best;
    for (std::size_t j = 0; j < outputs; ++j) {
        if (y[j] > y[best]) return false;
    }
    return true;
}

template <class Isa, class Row>
DESCENT_INLINE void for_each_row(const OutputLayer& n, const Row& row_function) {
    for (std::size_t block = 0; block * cost_patterns < n.patterns; ++block) {
        const std::size_t first = block * cost_patterns;
        const std::size_t end = first + cost_patterns < n.patterns ? first + cost_patterns : n.patterns;
        Lanes<Isa> costs(0.0f);
        std::uint32_t correct = 0;
        for (std::size_t p = first; p < end; ++p) {
            const OutputRow<Isa> row(n, p);
            row_function(n, row, costs);
            if (n.correct != nullptr && row.y != nullptr) correct += is_correct(row.a, row.y, n.outputs) ? 1 : 0;
        }
        if (n.y == nullptr) continue;
        costs.for_each([&](Batch<Isa>& part, std::size_t lane) { part.store(n.costs + block * lane_count + lane); });
        if (n.correct != nullptr) n.correct[block] = correct;
    }
}

template <class Isa, class Formula, class Cost, class Delta>
DESCENT_INLINE void element_wise(const OutputLayer& n, Cost cost, Delta delta) {
    for_each_row<Isa>(n, ElementWise<Isa, Formula, Cost, Delta>{cost, delta});
}

// a, y, delta: [patterns][columns]
template <class Isa>
void output_layer(const OutputLayer& n) {
    using B = Batch<Isa>;
    if (n.activation == Activation::softmax) {
        if (n.loss == Loss::mse) {
            for_each_row<Isa>(n, SoftmaxWithSquaredError<Isa>{});
        } else {
            for_each_row<Isa>(n, SoftmaxWithCrossEntropy<Isa>{});
        }
    } else if (n.loss == Loss::cross_entropy) {
        using Pair = network::SigmoidCrossEntropy;
        element_wise<Isa, network::Sigmoid>(
            n, [](B z, B, B y) { return Pair::value(z, y); }, [](B a, B y) { return Pair::delta(a, y); });
    } else {
        with_activation(n.activation, [&]<class Formula>(Formula) {
            using network::SquaredError;
            element_wise<Isa, Formula>(
                n, [](B, B a, B y) { return SquaredError::value(a, y); },
                [](B a, B y) { return SquaredError::delta(a, y) * Formula::derivative(a); });
        });
    }
}

}  // namespace descent::kernels
