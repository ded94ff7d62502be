#pragma once
/// \file
/// One step: an objective's gradient is clipped and decayed, and the rule makes new parameters of it
/// (update/one_step.h). The one place that asks whether a step needs the whole gradient, or takes outer products.
///
///     Stepper stepper(objective, std::move(optimizer), {.clip_norm = 1}, team);
///     stepper.start();
///     stepper.step({.epoch = 0, .index = 0}, rate);

#include <descent/observer.h>

#include <cstdint>
#include <span>
#include <vector>

#include "base/aligned_buffer.h"
#include "engine/gradient_sink.h"
#include "objective/objective.h"
#include "update/blocks.h"
#include "update/gradient_norm.h"
#include "update/loops.h"
#include "update/optimizer.h"

namespace descent::update {

/// Applied in this order: norm, value, decay and l1; max_norm after the update. So clipping sees the gradient of the
/// cost, as in PyTorch.
struct StepOptions {
    double weight_decay = 0;  ///< adds weight_decay * w to the gradient of weights, not biases
    double l1 = 0;            ///< adds l1 * sign(w) to the gradient of weights, not biases
    /// 0: off; after every step the weights into each unit are limited to this Euclidean norm. Frozen ones stay.
    /// Source: Srebro and Shraibman 2005.
    double max_norm = 0;
    double clip_norm = 0;   ///< 0: off; scales the whole gradient down to this Euclidean norm
    double clip_value = 0;  ///< 0: off; limits each gradient to [-value, value]
    /// A gradient that is not finite changes nothing: it is checked as a whole before the update.
    bool skip_non_finite = false;
};

class Stepper final : private engine::GradientSink {
public:
    /// Parameters of the objective's layout, all zero. `objective` and `team` must outlive it.
    Stepper(objective::Objective& objective, Optimizer optimizer, const StepOptions& options, parallel::Team& team);
    Stepper(const Stepper&) = delete;
    Stepper& operator=(const Stepper&) = delete;

    /// [one thread] Before the first step: where the objective starts.
    void start();

    /// [one thread] Loss and gradient of a batch, then the update. The same bits for any team. When the loss (with
    /// `skip_non_finite` also the gradient) is not finite the parameters stay as they are, and the result says so.
    engine::BatchResult step(const objective::Batch& batch, double learning_rate);

    /// [one thread] The same, and the norms of it.
    engine::BatchResult measured_step(const objective::Batch& batch, double learning_rate, descent::Norms& norms);

    std::span<const float> parameters() const { return parameters_.span(); }  ///< [layout.size]
    /// The weights that are measured and saved as the model, [layout.size]: the parameters, or those that the rule
    /// keeps beside them.
    std::span<const float> evaluation_weights() const { return optimizer_.evaluation_weights(parameters()); }
    /// [one thread] To be written to between steps; nothing that a step computed ahead is used afterwards.
    std::span<float> change_parameters();
    /// [one thread] No step follows: the parameters are now the weights that are measured, and the memory of the
    /// gradient and of the optimizer's state is given back. Only `parameters` may be called then.
    void finish();

    Optimizer& optimizer() { return optimizer_; }
    const Optimizer& optimizer() const { return optimizer_; }
    const network::Layout& layout() const { return optimizer_.layout(); }

private:
    // As a sink: every stretch is updated as soon as its gradient is final.
    void consume(std::size_t offset, std::span<float> gradient) override;
    bool takes_outer() const override;
    void consume_outer(std::size_t offset, const engine::Outer& outer) override;

    engine::BatchResult update(const objective::Batch& batch, double learning_rate);
    engine::BatchResult take_whole_gradient(const objective::Batch& batch, double learning_rate);
    double look(const objective::Batch& batch);

    void measure(std::size_t offset, std::span<const float> gradient, std::size_t tensor);
    void prepare(std::size_t offset, std::span<float> gradient, std::size_t tensor, double factor) const;
    void prepare_whole();
    double clipping_factor();
    double penalty();
    void limit_norms();

    objective::Objective& objective_;
    Optimizer optimizer_;
    StepOptions options_;
    parallel::Team& team_;
    const LoopTable& loops_;
    AlignedBuffer<float> parameters_;
    bool needs_whole_gradient_;
    AlignedBuffer<float> gradient_;  // only where it is needed whole
    AlignedBuffer<float> kept_;      // the parameters, only where a rule takes the gradient elsewhere
    GradientNorm norm_;
    std::vector<Block> blocks_;
    std::vector<Lanes> sums_;   // [blocks]
    std::vector<Block> units_;  // weights of 16 units each, as columns: [rows][16] from the offset on; for max_norm
    bool continues_ = false;    // nothing has changed the parameters since the last step
};

}  // namespace descent::update
