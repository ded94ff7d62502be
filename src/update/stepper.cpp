#include "update/stepper.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/whole_gradient.h"
#include "network/non_finite.h"
#include "update/one_step.h"
#include "update/padding.h"

namespace descent::update {
namespace {

/// Where the loss is not finite there is no gradient. Zeros would look like a minimum: a rule that does not ask for
/// the loss would stay there for ever, and nobody would know.
void set_to_nan(std::span<float> gradient, const network::Layout& layout) {
    for (const network::Tensor& tensor : layout.tensors) {
        const std::span<float> rows = gradient.subspan(tensor.offset, tensor.size());
        std::ranges::fill(rows, std::numeric_limits<float>::quiet_NaN());
        clear_padding(tensor, rows);
    }
}

/// The weights into 16 units a block.
std::vector<Block> units_of(const network::Layout& layout) {
    std::vector<Block> units;
    for (std::size_t t = 0; t < layout.tensors.size(); ++t) {
        const network::Tensor& tensor = layout.tensors[t];
        if (tensor.kind != network::TensorKind::weight) continue;
        for (std::size_t column = 0; column < tensor.columns; column += network::lane_count) {
            units.push_back({t, tensor.offset + column, tensor.rows * network::lane_count});
        }
    }
    return units;
}

}  // namespace

Stepper::Stepper(objective::Objective& objective, Optimizer optimizer, const StepOptions& options, parallel::Team& team)
    : objective_(objective),
      optimizer_(std::move(optimizer)),
      options_(options),
      team_(team),
      loops_(loops_for(optimizer_.instruction_set())),
      parameters_(layout().size),
      needs_whole_gradient_(options.clip_norm > 0 || options.skip_non_finite || !optimizer_.works_on_stretches()),
      gradient_(needs_whole_gradient_ ? layout().size : 0),
      kept_(optimizer_.looks_ahead() ? layout().size : 0),
      blocks_(cut_into_blocks(layout())),
      sums_(blocks_.size()),
      units_(options.max_norm > 0 ? units_of(layout()) : std::vector<Block>()) {}

void Stepper::start() {
    objective_.start(change_parameters());
    optimizer_.start_at(parameters());
}

void Stepper::finish() {
    const std::span<const float> measured = evaluation_weights();
    if (measured.data() != parameters_.data()) std::ranges::copy(measured, parameters_.data());
    gradient_ = AlignedBuffer<float>();
    kept_ = AlignedBuffer<float>();
    const Optimizer gone = std::move(optimizer_);
}

std::span<float> Stepper::change_parameters() {
    continues_ = false;
    return parameters_.span();
}

engine::BatchResult Stepper::step(const objective::Batch& batch, double learning_rate) {
    objective::Batch at = batch;
    at.continues = std::exchange(continues_, options_.max_norm == 0);
    const engine::BatchResult result = update(at, learning_rate);
    if (options_.max_norm > 0 && result.finite()) limit_norms();
    return result;
}

engine::BatchResult Stepper::measured_step(const objective::Batch& batch, double learning_rate, descent::Norms& norms) {
    norm_.begin(parameters_.size());
    const engine::BatchResult result = step(batch, learning_rate);
    norms = {.gradient = norm_.end(), .weights = norm_of(parameters())};
    return result;
}

void Stepper::measure(std::size_t offset, std::span<const float> gradient, std::size_t tensor) {
    if (norm_.measures() && !optimizer_.factors()[tensor].frozen) norm_.add(offset, gradient);
}

engine::BatchResult Stepper::update(const objective::Batch& batch, double learning_rate) {
    if (needs_whole_gradient_) return take_whole_gradient(batch, learning_rate);
    optimizer_.begin_step(learning_rate);
    return objective_.gradient(batch, parameters(), *this);
}

engine::BatchResult Stepper::take_whole_gradient(const objective::Batch& batch, double learning_rate) {
    engine::WholeGradient whole(gradient_.span());
    engine::BatchResult result = objective_.gradient(batch, parameters(), whole);
    if (!result.finite()) return result;
    if (options_.skip_non_finite) {
        if (const auto bad = network::first_non_finite(layout(), gradient_.span())) {
            result.loss = static_cast<double>(bad->value);
            return result;
        }
    }
    if (norm_.measures()) {
        for (const Block& block : blocks_) {
            measure(block.offset, gradient_.span().subspan(block.offset, block.count), block.tensor);
        }
    }
    prepare_whole();
    const double loss = result.loss / static_cast<double>(result.patterns);
    update::step_on_whole_gradient<float>(
        optimizer_, learning_rate, {parameters_.span(), gradient_.span(), kept_.span()},
        [&] { return loss + penalty(); }, [&] { return look(batch); }, team_);
    return result;
}

/// The cost with its penalty where the parameters are now; the gradient prepared as the first one of the step was.
double Stepper::look(const objective::Batch& batch) {
    engine::WholeGradient whole(gradient_.span());
    const engine::BatchResult result = objective_.gradient(batch, parameters(), whole);
    result.finite() ? prepare_whole() : set_to_nan(gradient_.span(), layout());
    return result.loss / static_cast<double>(result.patterns) + penalty();
}

void Stepper::consume(std::size_t offset, std::span<float> gradient) {
    if (gradient.empty()) return;
    const std::size_t tensor = optimizer_.tensor_at(offset);
    measure(offset, gradient, tensor);
    prepare(offset, gradient, tensor, 1);
    optimizer_.apply(parameters_.span(), offset, gradient, tensor);
}

/// Only without norms, clipping, penalties, limits and frozen tensors, for rules that have the loop.
bool Stepper::takes_outer() const {
    const auto frozen = [](const TensorFactors& factors) { return factors.frozen; };
    return !norm_.measures() && options_.clip_value == 0 && options_.weight_decay == 0 && options_.l1 == 0 &&
           options_.max_norm == 0 && optimizer_.has_outer() && std::ranges::none_of(optimizer_.factors(), frozen);
}

void Stepper::consume_outer(std::size_t offset, const engine::Outer& outer) {
    optimizer_.apply_outer(parameters_.span(), offset, outer);
}

void Stepper::prepare(std::size_t offset, std::span<float> gradient, std::size_t tensor, double factor) const {
    const Preparation preparation{.factor = factor,
                                  .limit = options_.clip_value,
                                  .decay = options_.weight_decay * optimizer_.factors()[tensor].decay,
                                  .l1 = options_.l1 * optimizer_.factors()[tensor].decay};
    loops_.prepare(preparation, parameters_.data() + offset, gradient.data(), gradient.size());
}

void Stepper::prepare_whole() {
    const double factor = options_.clip_norm > 0 ? clipping_factor() : 1;
    for_each_block(team_, blocks_.size(), gradient_.size(), [&](std::size_t i) {
        const Block& block = blocks_[i];
        const std::span<float> part = gradient_.span().subspan(block.offset, block.count);
        prepare(block.offset, part, block.tensor, factor);
        // a line search moves along the whole gradient: what is frozen has none
        if (optimizer_.needs_closure() && optimizer_.factors()[block.tensor].frozen) std::ranges::fill(part, 0.0F);
    });
}

/// min(1, clip / |g|); a norm that is NaN clips nothing, so the NaN stays visible.
double Stepper::clipping_factor() {
    for_each_block(team_, blocks_.size(), gradient_.size(), [&](std::size_t i) {
        sums_[i] = {};
        if (optimizer_.factors()[blocks_[i].tensor].frozen) return;
        loops_.add_squares(gradient_.data() + blocks_[i].offset, blocks_[i].count, sums_[i].data());
    });
    const double norm = std::sqrt(add_up(sums_));
    return norm > options_.clip_norm ? options_.clip_norm / norm : 1;
}

/// weight_decay/2 |w|^2 + l1 |w|_1 over all weights
double Stepper::penalty() {
    if (options_.weight_decay == 0 && options_.l1 == 0) return 0;
    for_each_block(team_, blocks_.size(), parameters_.size(), [&](std::size_t i) {
        const float* const weights = parameters_.data() + blocks_[i].offset;
        Lanes absolutes = {};
        sums_[i] = {};
        if (options_.weight_decay != 0) loops_.add_squares(weights, blocks_[i].count, sums_[i].data());
        if (options_.l1 != 0) loops_.add_absolutes(weights, blocks_[i].count, absolutes.data());
        const double factor = optimizer_.factors()[blocks_[i].tensor].decay;
        const double decay = options_.weight_decay * factor, l1 = options_.l1 * factor;
        for (std::size_t lane = 0; lane < absolutes.size(); ++lane) {
            sums_[i][lane] = decay * sums_[i][lane] / 2 + l1 * absolutes[lane];
        }
    });
    return add_up(sums_);
}

void Stepper::limit_norms() {
    for_each_block(team_, units_.size(), parameters_.size(), [&](std::size_t i) {
        const network::Tensor& tensor = layout().tensors[units_[i].tensor];
        if (optimizer_.factors()[units_[i].tensor].frozen) return;
        loops_.limit_columns(options_.max_norm, parameters_.data() + units_[i].offset, tensor.rows, tensor.stride);
    });
}

}  // namespace descent::update
