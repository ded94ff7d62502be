#include "update/conformance/objectives.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "objective/functions/parabola.h"
#include "parallel/team.h"
#include "update/blocks.h"

namespace descent::update::conformance {

std::unique_ptr<Function> function_on(const network::Layout& layout, std::string_view name) {
    return std::ranges::find(objective::functions(), name, &objective::NamedFunction::name)->make(layout.parameters);
}

NoisyParabola::NoisyParabola(const network::Layout& layout, double noise)
    : parabola_(objective::make_parabola(layout.parameters, 10)), noise_(noise) {}

void NoisyParabola::gradient(std::span<const double> x, std::uint64_t seed, std::uint64_t step,
                             std::span<double> result) const {
    parabola_->gradient(x, seed, step, result);
    RandomStream noise(seed, "conformance", step);
    for (double& slope : result) slope += noise_ * noise.normal();
}

double NoisyParabola::noisy_value(std::span<const double> x, std::uint64_t seed, std::uint64_t step) const {
    double value = parabola_->value(x);
    RandomStream noise(seed, "conformance", step);
    for (const double xi : x) value += noise_ * noise.normal() * xi;
    return value;
}

double Slope::value(std::span<const double> x) const {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += gradient_(i) * x[i];
    return sum;
}

void Slope::gradient(std::span<const double> x, std::uint64_t, std::uint64_t, std::span<double> result) const {
    for (std::size_t i = 0; i < x.size(); ++i) result[i] = gradient_(i) + 0 * x[i];
}

BenchObjective::BenchObjective(network::Layout layout, parallel::Team& team)
    : layout_(std::move(layout)),
      team_(team),
      point_(layout_),
      slope_(point_.dimensions()),
      gradient_(layout_.size),
      scratch_(layout_.size) {}

void BenchObjective::start(std::span<float> parameters) const {
    point_.write(std::span<const float>(function_->start(1)), parameters);
}

void BenchObjective::hand_out(Visit visit, bool last_tensor_first) {
    visit_ = std::move(visit);
    last_tensor_first_ = last_tensor_first;
}

engine::BatchResult BenchObjective::gradient(const objective::Batch& batch, std::span<const float> parameters,
                                             engine::GradientSink& sink) {
    const std::span<const double> x = point_.read(parameters);
    const double loss = needs_loss_ ? function_->noisy_value(x, 1, batch.epoch) : 0;
    function_->gradient(x, 1, batch.epoch, slope_);
    point_.write(std::span<const double>(slope_), gradient_.span());
    std::ranges::copy(gradient_.span(), scratch_.data());  // the sink may change what it is given
    visit_ ? hand_out_rows(sink) : hand_out_blocks(sink);
    return {.loss = std::isfinite(loss) ? loss : 0, .patterns = 1};
}

void BenchObjective::hand_out_blocks(engine::GradientSink& sink) {
    const std::vector<Block> blocks = cut_into_blocks(layout_);
    team_.for_each(blocks.size(), [&](std::size_t i, std::size_t) {
        sink.consume(blocks[i].offset, scratch_.span().subspan(blocks[i].offset, blocks[i].count));
    });
}

void BenchObjective::hand_out_rows(engine::GradientSink& sink) {
    std::vector<const network::Tensor*> tensors;
    for (const network::Tensor& tensor : layout_.tensors) tensors.push_back(&tensor);
    if (last_tensor_first_) std::ranges::reverse(tensors);
    for (const network::Tensor* tensor : tensors) {
        visit_(*tensor, [&](std::size_t row, std::size_t rows) {
            const std::size_t offset = tensor->offset + row * tensor->stride;
            sink.consume(offset, scratch_.span().subspan(offset, rows * tensor->stride));
        });
    }
}

objective::Measurement BenchObjective::measure(std::span<const float> parameters) {
    return {.loss = function_->value(point_.read(parameters))};
}

}  // namespace descent::update::conformance
