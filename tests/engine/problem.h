#pragma once
// Random problems for the engine, and the same problem for the double-precision reference.

#include <cstdint>
#include <cstring>
#include <memory>
#include <numeric>
#include <vector>

#include <descent/dataset.h>

#include <descent/error.h>
#include "base/aligned_buffer.h"
#include "base/random.h"

#include "engine/engine.h"
#include "kernels/dispatch.h"
#include "network/dropout.h"
#include "network/initialise.h"
#include "network/reference.h"
#include "parallel/team.h"

namespace descent::test {

struct Problem {
    Network network;
    Loss loss = Loss::mse;
    double huber_delta = 1;
    std::size_t patterns = 0;
    std::vector<float> inputs = {}, values = {};  ///< [patterns][inputs], [patterns][outputs]
    std::vector<std::uint32_t> labels = {};       ///< used instead of values for softmax
    std::vector<float> class_weights = {};
    std::vector<float> weights = {};  ///< of patterns
    double dropout = 0;
    std::uint64_t draw = 5;

    Dataset dataset() const {
        auto owner = std::make_shared<std::vector<float>>(inputs);
        Dataset::Inputs in{owner, reinterpret_cast<const std::byte*>(owner->data()), ElementType::f32, patterns,
                           network.inputs};
        Dataset::Targets targets;
        if (labels.empty()) {
            targets.values.assign(values.begin(), values.end());
            targets.columns = network.outputs();
        } else {
            targets.labels = labels;
            for (std::size_t c = 0; c < network.outputs(); ++c) targets.class_names.push_back(std::to_string(c));
        }
        return Dataset("random", std::move(in), std::move(targets), {.weights = weights});
    }

    engine::EngineOptions options(std::size_t batch, InstructionSet set) const {
        return {.network = network,
                .loss = loss,
                .scaling = {std::vector<double>(network.inputs, 0.0), std::vector<double>(network.inputs, 1.0)},
                .class_weights = class_weights,
                .huber_delta = huber_delta,
                .dropout = dropout,
                .seed = 3,
                .largest_batch = batch,
                .instruction_set = set};
    }

    /// What multiplies the activations of each hidden layer, number by number.
    std::vector<std::vector<double>> factors() const {
        std::vector<std::vector<double>> all;
        for (std::size_t layer = 0; dropout > 0 && layer + 1 < network.layers.size(); ++layer) {
            const network::Dropout random{.key = RandomStream(3, "dropout layers." + std::to_string(layer)).next(),
                                          .draw = draw,
                                          .threshold = static_cast<std::uint32_t>(dropout * 0x1p32),
                                          .scale = static_cast<float>(1 / (1 - dropout))};
            std::vector<double>& numbers = all.emplace_back();
            for (std::size_t p = 0; p < patterns; ++p) {
                for (std::size_t j = 0; j < network.layers[layer].units; ++j) {
                    float four[4];
                    random.factors(static_cast<std::uint32_t>(j / 4), static_cast<std::uint32_t>(p), four);
                    numbers.push_back(static_cast<double>(four[j % 4]));
                }
            }
        }
        return all;
    }

    network::Batch<double> reference_batch() const {
        network::Batch<double> batch{patterns, {inputs.begin(), inputs.end()}, {}, {}, factors()};
        batch.targets.assign(values.begin(), values.end());
        if (!labels.empty()) {
            batch.targets.assign(patterns * network.outputs(), 0.0);
            for (std::size_t p = 0; p < patterns; ++p) batch.targets[p * network.outputs() + labels[p]] = 1.0;
            for (std::size_t p = 0; p < patterns && !class_weights.empty(); ++p) {
                batch.pattern_weights.push_back(static_cast<double>(class_weights[labels[p]]));
            }
        }
        batch.pattern_weights.resize(weights.empty() ? batch.pattern_weights.size() : patterns, 1);
        for (std::size_t p = 0; p < weights.size(); ++p) batch.pattern_weights[p] *= static_cast<double>(weights[p]);
        return batch;
    }
};

inline Problem random_problem(Network network, Loss loss, std::size_t patterns, std::uint64_t seed) {
    Problem problem{.network = std::move(network), .loss = loss, .patterns = patterns};
    RandomStream random(seed, "problem");
    const bool classes = problem.network.layers.back().activation == Activation::softmax;
    for (std::size_t i = 0; i < patterns * problem.network.inputs; ++i) {
        problem.inputs.push_back(static_cast<float>(2 * random.uniform() - 1));
    }
    for (std::size_t p = 0; p < patterns; ++p) {
        if (classes) {
            problem.labels.push_back(static_cast<std::uint32_t>(random.below(problem.network.outputs())));
        } else {
            for (std::size_t i = 0; i < problem.network.outputs(); ++i) {
                problem.values.push_back(static_cast<float>(random.uniform()));
            }
        }
    }
    return problem;
}

inline std::vector<std::uint32_t> all_rows(std::size_t patterns) {
    std::vector<std::uint32_t> rows(patterns);
    std::iota(rows.begin(), rows.end(), 0u);
    return rows;
}

inline AlignedBuffer<float> start(const network::Layout& layout, std::uint64_t seed) {
    AlignedBuffer<float> arena(layout.size);
    network::initialise(layout, Initialisation::torch_linear, seed, arena.span());
    return arena;
}

/// Weights [fan_in][fan_out] and biases without padding, in double.
inline network::Parameters<double> unpacked(const network::Layout& layout, std::span<const float> arena) {
    network::Parameters<double> parameters;
    for (const network::Tensor& tensor : layout.tensors) {
        std::vector<double> values;
        for (std::size_t k = 0; k < tensor.rows; ++k) {
            for (std::size_t j = 0; j < tensor.columns; ++j) {
                values.push_back(static_cast<double>(arena[tensor.offset + k * tensor.stride + j]));
            }
        }
        (tensor.kind == network::TensorKind::weight ? parameters.weights : parameters.biases).push_back(values);
    }
    return parameters;
}

/// Instruction sets of this machine that have a fused multiply-add, and so must agree.
inline std::vector<InstructionSet> fma_sets() {
    std::vector<InstructionSet> sets;
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
        if (set != InstructionSet::baseline) sets.push_back(set);
    }
    return sets;
}

}  // namespace descent::test
