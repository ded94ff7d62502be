#include "model/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include <descent/dataset.h>
#include <descent/error.h>

#include "base/aligned_buffer.h"
#include "base/random.h"
#include "base/text.h"
#include "engine/context.h"
#include "engine/engine.h"
#include "network/initialise.h"
#include "network/reference.h"
#include "parallel/team.h"

namespace descent::model {
namespace {

/// The same random patterns for both sides: as a data set for the engine and in double for the reference.
struct Patterns {
    Dataset data;
    network::Batch<double> batch;
};

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

Patterns random_patterns(const GradientCheckOptions& options) {
    RandomStream stream(options.seed, "gradient check patterns");
    const std::size_t inputs = options.network.inputs;
    const std::size_t outputs = options.network.outputs();
    std::vector<float> values(options.patterns * inputs);
    for (float& value : values) value = static_cast<float>(2 * stream.uniform() - 1);
    Dataset::Targets targets = random_targets(options, stream);
    Patterns patterns;
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

/// What stands in the arena, without padding, in double.
network::Parameters<double> parameters_of(const network::Layout& layout, std::span<const float> arena) {
    network::Parameters<double> parameters;
    for (const network::Tensor& tensor : layout.tensors) {
        std::vector<double> values;
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            const auto numbers = arena.subspan(tensor.offset + row * tensor.stride, tensor.columns);
            values.insert(values.end(), numbers.begin(), numbers.end());
        }
        (tensor.kind == network::TensorKind::weight ? parameters.weights : parameters.biases)
            .push_back(std::move(values));
    }
    return parameters;
}

std::vector<double>& values_of(network::Parameters<double>& parameters, const network::Tensor& tensor) {
    return (tensor.kind == network::TensorKind::weight ? parameters.weights : parameters.biases)[tensor.layer];
}

/// dC/dw = (C(w + h) - C(w - h)) / 2h; h = 1e-6 cuts off about 1e-12 and rounds about 1e-10.
double numeric_slope(const GradientCheckOptions& options, network::Parameters<double>& parameters, double& w,
                     const network::Batch<double>& batch) {
    constexpr double h = 1e-6;
    const auto cost_at = [&](double value) {
        w = value;
        network::Trace<double> trace;
        network::forward(options.network, parameters, batch, trace);
        return network::mean_cost(options.network, {options.loss, static_cast<float>(options.huber_delta)}, batch,
                                  trace);
    };
    const double middle = w;
    const double slope = (cost_at(middle + h) - cost_at(middle - h)) / (2 * h);
    w = middle;
    return slope;
}

/// `samples` different positions below `size`, or all of them.
std::set<std::size_t> sample_positions(std::size_t size, std::size_t samples, RandomStream& stream) {
    std::set<std::size_t> positions;
    if (size <= samples) {
        for (std::size_t i = 0; i < size; ++i) positions.insert(i);
        return positions;
    }
    while (positions.size() < samples) positions.insert(stream.below(size));
    return positions;
}

/// The larger of both, but NaN when either is.
double worse(double a, double b) { return a >= b || std::isnan(a) ? a : b; }

/// Central differences of one tensor against the engine's numbers.
TensorCheck compare(const GradientCheckOptions& options, const network::Tensor& tensor,
                    network::Parameters<double>& parameters, const std::vector<double>& analytic,
                    const network::Batch<double>& batch) {
    std::vector<double>& values = values_of(parameters, tensor);
    RandomStream stream(options.seed, "gradient check " + tensor.name);
    TensorCheck check{.name = tensor.name, .parameters = values.size()};
    for (const std::size_t i : sample_positions(values.size(), options.samples, stream)) {
        const double numeric = numeric_slope(options, parameters, values[i], batch);
        check.error = worse(check.error, std::abs(numeric - analytic[i]));
        check.largest_gradient = worse(check.largest_gradient, std::abs(numeric));
        ++check.compared;
    }
    if (check.largest_gradient > 0) check.error /= check.largest_gradient;
    return check;
}

void validate(const GradientCheckOptions& options) {
    options.network.validate();
    validate_loss(options.loss, options.network.layers.back().activation);
    if (options.patterns == 0) throw UsageError("patterns", "at least 1 is needed");
    if (options.samples == 0) throw UsageError("samples", "at least 1 is needed");
    if (options.dropout > 0 && options.network.layers.size() == 1) {
        throw UsageError("dropout", "has no meaning without a hidden layer");
    }
    const bool classes = options.network.layers.back().activation == Activation::softmax;
    if (options.class_weights.empty()) return;
    if (!classes) throw UsageError("class_weights", "the random targets are classes with softmax outputs alone");
    if (options.class_weights.size() != options.network.outputs()) {
        throw UsageError("class_weights", "found " + to_text(options.class_weights.size()) + " weights, expected " +
                                              to_text(options.network.outputs()) + ", one a class");
    }
}

}  // namespace

std::vector<TensorCheck> check_gradient(const GradientCheckOptions& options) {
    validate(options);
    const Patterns patterns = random_patterns(options);
    parallel::Team team(options.threads.count);
    engine::Engine engine(engine_options(options), team);
    const network::Layout& layout = engine.layout();
    AlignedBuffer<float> arena(layout.size), gradient(layout.size);
    // torch-linear: also the biases differ from zero
    network::initialise(layout, Initialisation::torch_linear, options.seed, arena.span());
    engine::WholeGradient whole(gradient.span());
    engine.step({patterns.data, patterns.data.rows()}, arena.span(), whole);

    network::Parameters<double> parameters = parameters_of(layout, arena.span());
    network::Parameters<double> analytic = parameters_of(layout, gradient.span());
    std::vector<TensorCheck> checks;
    for (const network::Tensor& tensor : layout.tensors) {
        checks.push_back(compare(options, tensor, parameters, values_of(analytic, tensor), patterns.batch));
    }
    return checks;
}

}  // namespace descent::model
