#include "model/gradient_check_patterns.h"

#include <cmath>
#include <memory>

#include "base/random.h"
#include "base/text.h"
#include "engine/context.h"

namespace descent::model {
namespace {

Dataset::Inputs owned_inputs(std::vector<float> values, std::size_t patterns, std::size_t columns) {
    const auto owner = std::make_shared<const std::vector<float>>(std::move(values));
    return {.owner = owner,
            .bytes = reinterpret_cast<const std::byte*>(owner->data()),
            .type = ElementType::f32,
            .patterns = patterns,
            .columns = columns};
}

/// Classes for softmax outputs; bits where the cost is a sigmoid's cross-entropy; else numbers in [0, 1).
Dataset::Targets random_targets(const GradientCheckOptions& options, RandomStream& stream) {
    const std::size_t outputs = options.network.outputs();
    Dataset::Targets targets{.labels = {}, .class_names = {}, .values = {}, .columns = outputs};
    if (options.network.layers.back().activation == Activation::softmax) {
        for (std::size_t i = 0; i < outputs; ++i) targets.class_names.push_back(to_text(i));
        for (std::size_t p = 0; p < options.patterns; ++p) {
            targets.labels.push_back(static_cast<std::uint32_t>(stream.below(outputs)));
        }
        targets.columns = 1;
        return targets;
    }
    const bool bits = targets_of(options.loss) == TargetKind::probabilities;
    for (std::size_t i = 0; i < options.patterns * outputs; ++i) {
        const double value = stream.uniform();
        targets.values.push_back(static_cast<float>(bits ? std::round(value) : value));
    }
    return targets;
}

/// A hidden layer: [patterns][units] on its activations, as the engine draws them for its first step.
std::vector<std::vector<double>> dropout_factors(const GradientCheckOptions& options) {
    const engine::Context context(engine_options(options));
    std::vector<std::vector<double>> factors;
    for (const network::Dropout& random : context.dropout) {
        const std::size_t units = options.network.layers[factors.size()].units;
        std::vector<double>& layer = factors.emplace_back();
        for (std::size_t i = 0; i < options.patterns * units; ++i) {
            constexpr std::size_t block = network::Dropout::units;
            float drawn[block];
            random.factors(static_cast<std::uint32_t>(i % units / block), static_cast<std::uint32_t>(i / units), drawn);
            layer.push_back(static_cast<double>(drawn[i % units % block]));
        }
    }
    return factors;
}

}  // namespace

engine::EngineOptions engine_options(const GradientCheckOptions& options) {
    const std::size_t inputs = options.network.inputs;
    return {.network = options.network,
            .loss = options.loss,
            .scaling = {std::vector<double>(inputs, 0.0), std::vector<double>(inputs, 1.0)},
            .class_weights = options.class_weights,
            .huber_delta = options.huber_delta,
            .dropout = options.dropout,
            .seed = options.seed,
            .largest_batch = options.patterns,
            .instruction_set = inspect_machine().chosen};
}

CheckPatterns random_patterns(const GradientCheckOptions& options) {
    RandomStream stream(options.seed, "gradient check patterns");
    const std::size_t inputs = options.network.inputs;
    const std::size_t outputs = options.network.outputs();
    std::vector<float> values(options.patterns * inputs);
    for (float& value : values) value = static_cast<float>(2 * stream.uniform() - 1);
    Dataset::Targets targets = random_targets(options, stream);
    CheckPatterns patterns;
    patterns.batch.patterns = options.patterns;
    patterns.batch.inputs.assign(values.begin(), values.end());
    patterns.batch.targets.assign(targets.values.begin(), targets.values.end());
    if (!targets.labels.empty()) {
        patterns.batch.targets.assign(options.patterns * outputs, 0.0);
        for (std::size_t p = 0; p < options.patterns; ++p) {
            patterns.batch.targets[p * outputs + targets.labels[p]] = 1;
            if (options.class_weights.empty()) continue;
            patterns.batch.pattern_weights.push_back(static_cast<double>(options.class_weights[targets.labels[p]]));
        }
    }
    patterns.batch.factors = dropout_factors(options);
    patterns.data =
        Dataset("random patterns", owned_inputs(std::move(values), options.patterns, inputs), std::move(targets));
    return patterns;
}

}  // namespace descent::model
