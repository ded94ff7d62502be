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

/// The cost of one row, held by lanes, goes to double lanes weighted by its pattern.
template <class Isa>
DESCENT_INLINE void add_cost(const OutputLayer& n, std::size_t p, Lanes<Isa>& cost) {
    alignas(64) float lanes[lane_count];
    cost.for_each([&](Batch<Isa>& part, std::size_t lane) { part.store(lanes + lane); });
    const double weight = n.pattern_weights == nullptr ? 1.0 : static_cast<double>(n.pattern_weights[p]);
    for (std::size_t i = 0; i < lane_count; ++i) n.loss_lanes[i] += weight * static_cast<double>(lanes[i]);
}

/// f(cost lanes part, valid lanes, column) for every batch of a row, lane by lane of a sum over the row.
template <class Isa, class F>
DESCENT_INLINE void for_each_column(const OutputLayer& n, Lanes<Isa>& lanes, F&& f) {
    for (std::size_t j = 0; j < n.columns; j += lane_count) {
        lanes.for_each([&](Batch<Isa>& part, std::size_t lane) {
            f(part, columns_before<Isa>(j + lane, n.outputs), j + lane);
        });
    }
}

/// Element-wise activations: `cost(z, a, y)` of one output and `delta(a, y)`, its derivative by z.
template <class Isa, class Formula, class Cost, class Delta>
DESCENT_INLINE void element_wise(const OutputLayer& n, Cost cost, Delta delta) {
    using B = Batch<Isa>;
    for (std::size_t p = 0; p < n.patterns; ++p) {
        float* const a = n.a + p * n.a_stride;
        const float* const y = n.y == nullptr ? nullptr : n.y + p * n.y_stride;
        const B factor(n.pattern_weights == nullptr ? n.scale : n.scale * n.pattern_weights[p]);
        Lanes<Isa> costs(0.0f);
        for_each_column<Isa>(n, costs, [&](B& sum, auto valid, std::size_t j) {
            const B z = B::load(a + j);
            const B output = Formula::value(z);
            output.store(a + j);
            if (y == nullptr) return;
            const B target = B::load(y + j);
            sum += select(valid, cost(z, output, target), B(0.0f));
            if (n.delta == nullptr) return;
            select(valid, delta(output, target) * factor, B(0.0f)).store(n.delta + p * n.delta_stride + j);
        });
        if (y != nullptr) add_cost(n, p, costs);
    }
}

/// a = softmax(z) in place; returns ln sum_j e^(z_j - m) through `log_sum` and m through `largest`.
template <class Isa>
DESCENT_INLINE void softmax_row(const OutputLayer& n, float* a, float& largest, float& sum) {
    using B = Batch<Isa>;
    Lanes<Isa> most(-__builtin_inff());
    for_each_column<Isa>(n, most, [&](B& part, auto valid, std::size_t j) {
        part = select(valid, max(part, B::load(a + j)), part);
    });
    largest = most.largest();
    Lanes<Isa> sums(0.0f);
    for_each_column<Isa>(n, sums, [&](B& part, auto valid, std::size_t j) {
        const B numerator = select(valid, network::Softmax::numerator(B::load(a + j), B(largest)), B(0.0f));
        numerator.store(a + j);
        part += numerator;
    });
    sum = sums.sum();
}

template <class Isa>
void softmax_cross_entropy(const OutputLayer& n) {
    using B = Batch<Isa>;
    using Pair = network::SoftmaxCrossEntropy;
    for (std::size_t p = 0; p < n.patterns; ++p) {
        float* const a = n.a + p * n.a_stride;
        const float* const y = n.y == nullptr ? nullptr : n.y + p * n.y_stride;
        // sum_i y_i (m - z_i) needs z before it is overwritten; ln sum e^(z - m) is added after
        Lanes<Isa> largest_lanes(-__builtin_inff());
        for_each_column<Isa>(n, largest_lanes, [&](B& part, auto valid, std::size_t j) {
            part = select(valid, max(part, B::load(a + j)), part);
        });
        const float m = largest_lanes.largest();
        Lanes<Isa> sums(0.0f), costs(0.0f);
        for (std::size_t j = 0; j < n.columns; j += B::size) {
            const auto valid = columns_before<Isa>(j, n.outputs);
            const std::size_t part = j % lane_count / B::size;
            const B z = B::load(a + j);
            const B numerator = select(valid, network::Softmax::numerator(z, B(m)), B(0.0f));
            numerator.store(a + j);
            sums.part[part] += numerator;
            if (y != nullptr) {
                costs.part[part] += select(valid, Pair::value(z, B::load(y + j), B(m), B(0.0f)), B(0.0f));
            }
        }
        const B total(sums.sum());
        const B log_sum = log(total);
        const B factor(n.pattern_weights == nullptr ? n.scale : n.scale * n.pattern_weights[p]);
        for_each_column<Isa>(n, costs, [&](B& cost, auto valid, std::size_t j) {
            const B output = B::load(a + j) / total;
            output.store(a + j);
            if (y == nullptr) return;
            const B target = B::load(y + j);
            cost += select(valid, target * log_sum, B(0.0f));
            if (n.delta == nullptr) return;
            select(valid, Pair::delta(output, target) * factor, B(0.0f)).store(n.delta + p * n.delta_stride + j);
        });
        if (y != nullptr) add_cost(n, p, costs);
    }
}

template <class Isa>
void softmax_squared_error(const OutputLayer& n) {
    using B = Batch<Isa>;
    using network::SquaredError;
    for (std::size_t p = 0; p < n.patterns; ++p) {
        float* const a = n.a + p * n.a_stride;
        const float* const y = n.y == nullptr ? nullptr : n.y + p * n.y_stride;
        float largest, sum;
        softmax_row<Isa>(n, a, largest, sum);
        Lanes<Isa> costs(0.0f), products(0.0f);
        for (std::size_t j = 0; j < n.columns; j += B::size) {
            const auto valid = columns_before<Isa>(j, n.outputs);
            const std::size_t part = j % lane_count / B::size;
            const B output = B::load(a + j) / B(sum);
            output.store(a + j);
            if (y == nullptr) continue;
            const B target = B::load(y + j);
            costs.part[part] += select(valid, SquaredError::value(output, target), B(0.0f));
            products.part[part] += select(valid, SquaredError::delta(output, target) * output, B(0.0f));
        }
        if (y == nullptr) continue;
        add_cost(n, p, costs);
        if (n.delta == nullptr) continue;
        const B product(products.sum());
        const B factor(n.pattern_weights == nullptr ? n.scale : n.scale * n.pattern_weights[p]);
        for_each_column<Isa>(n, costs, [&](B&, auto valid, std::size_t j) {
            const B output = B::load(a + j);
            const B delta = network::Softmax::delta(output, SquaredError::delta(output, B::load(y + j)), product);
            select(valid, delta * factor, B(0.0f)).store(n.delta + p * n.delta_stride + j);
        });
    }
}

// a, y, delta: [patterns][columns]
template <class Isa>
void output_layer(const OutputLayer& n) {
    using B = Batch<Isa>;
    if (n.activation == Activation::softmax) {
        n.loss == Loss::mse ? softmax_squared_error<Isa>(n) : softmax_cross_entropy<Isa>(n);
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
