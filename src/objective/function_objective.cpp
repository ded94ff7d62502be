#include "objective/function_objective.h"

#include <cmath>

namespace descent::objective {

network::Layout layout_of_point(std::size_t dimensions) {
    const std::size_t stride = network::padded_stride(dimensions);
    network::Tensor point{.name = "point", .rows = 1, .columns = dimensions, .stride = stride};
    return {.tensors = {point}, .size = stride, .parameters = dimensions};
}

std::vector<std::size_t> places_of(const network::Layout& layout) {
    std::vector<std::size_t> places;
    for (const network::Tensor& tensor : layout.tensors) {
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            for (std::size_t column = 0; column < tensor.columns; ++column) {
                places.push_back(tensor.offset + row * tensor.stride + column);
            }
        }
    }
    return places;
}

FunctionObjective::FunctionObjective(std::unique_ptr<const Function> function, network::Layout layout,
                                     std::uint64_t seed)
    : function_(std::move(function)),
      layout_(std::move(layout)),
      seed_(seed),
      places_(places_of(layout_)),
      x_(places_.size()),
      slope_(places_.size()),
      gradient_(layout_.size) {}

void FunctionObjective::start(std::span<float> parameters) const {
    const std::vector<float> start = function_->start(seed_);
    for (std::size_t i = 0; i < places_.size(); ++i) parameters[places_[i]] = start[i];
}

void FunctionObjective::read_point(std::span<const float> parameters) {
    for (std::size_t i = 0; i < places_.size(); ++i) x_[i] = parameters[places_[i]];
}

engine::BatchResult FunctionObjective::gradient(const Batch& batch, std::span<const float> parameters,
                                                engine::GradientSink& sink) {
    const std::uint64_t step = batch.epoch * function_steps_per_epoch + batch.index + 1;
    read_point(parameters);
    const engine::BatchResult result{.loss = function_->noisy_value(x_, seed_, step), .patterns = 1, .weight = 1};
    if (!std::isfinite(result.loss)) return result;
    function_->gradient(x_, seed_, step, slope_);
    for (std::size_t i = 0; i < places_.size(); ++i) gradient_.data()[places_[i]] = static_cast<float>(slope_[i]);
    for (const network::Tensor& tensor : layout_.tensors) {
        sink.consume(tensor.offset, gradient_.span().subspan(tensor.offset, tensor.size()));
    }
    return result;
}

Measurement FunctionObjective::measure(std::span<const float> parameters) {
    read_point(parameters);
    return {.loss = function_->value(x_)};
}

std::unique_ptr<Objective> make_function_objective(std::string_view name, std::uint64_t seed) {
    auto function = make_function(name);
    network::Layout layout = layout_of_point(function->dimensions());
    return std::make_unique<FunctionObjective>(std::move(function), std::move(layout), seed);
}

}  // namespace descent::objective
