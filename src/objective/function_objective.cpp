#include "objective/function_objective.h"

#include <cmath>

namespace descent::objective {

network::Layout layout_of_point(std::size_t dimensions) {
    const std::size_t stride = network::padded_stride(dimensions);
    network::Tensor point{.name = "point", .rows = 1, .columns = dimensions, .stride = stride};
    return {.tensors = {point}, .size = stride, .parameters = dimensions};
}

FunctionObjective::FunctionObjective(std::unique_ptr<const Function> function, network::Layout layout,
                                     std::uint64_t seed)
    : function_(std::move(function)),
      layout_(std::move(layout)),
      seed_(seed),
      point_(layout_),
      slope_(point_.dimensions()),
      gradient_(layout_.size) {}

void FunctionObjective::start(std::span<float> parameters) const {
    point_.write(std::span<const float>(function_->start(seed_)), parameters);
}

engine::BatchResult FunctionObjective::gradient(const Batch& batch, std::span<const float> parameters,
                                                engine::GradientSink& sink) {
    const std::uint64_t step = batch.epoch * batches() + batch.index + 1;
    const std::span<const double> x = point_.read(parameters);
    const engine::BatchResult result{.loss = function_->noisy_value(x, seed_, step), .patterns = 1, .weight = 1};
    if (!std::isfinite(result.loss)) return result;
    function_->gradient(x, seed_, step, slope_);
    point_.write(std::span<const double>(slope_), gradient_.span());
    for (const network::Tensor& tensor : layout_.tensors) {
        sink.consume(tensor.offset, gradient_.span().subspan(tensor.offset, tensor.size()));
    }
    return result;
}

Measurement FunctionObjective::measure(std::span<const float> parameters) {
    return {.loss = function_->value(point_.read(parameters))};
}

std::unique_ptr<Objective> make_function_objective(std::string_view name, std::uint64_t seed) {
    auto function = make_function(name);
    network::Layout layout = layout_of_point(function->dimensions());
    return std::make_unique<FunctionObjective>(std::move(function), std::move(layout), seed);
}

}  // namespace descent::objective
