#include "model/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <descent/error.h>

#include "base/aligned_buffer.h"
#include "base/random.h"
#include "base/text.h"
#include "engine/engine.h"
#include "engine/whole_gradient.h"
#include "model/gradient_check_patterns.h"
#include "network/initialise.h"
#include "network/reference.h"
#include "parallel/team.h"

namespace descent::model {
namespace {

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
    const CheckPatterns patterns = random_patterns(options);
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
