#pragma once
/// \file
/// From a gradient to new weights: clipping, weight decay, then the rule.
///
///     update::Update update(optimizer, layout, parameters, {.clip_norm = 1});
///     update.begin_step(rate);
///     if (update.needs_whole_gradient()) update.apply_whole(gradient, team);  // else the engine calls consume

#include <span>
#include <vector>

#include "engine/gradient_sink.h"
#include "update/loops.h"
#include "update/optimizer.h"
#include "update/pieces.h"

namespace descent::update {

/// Applied in this order: norm, value, decay. So clipping sees the gradient of the cost, as in PyTorch.
struct UpdateOptions {
    double weight_decay = 0;  ///< adds weight_decay * w to the gradient of weights, not biases
    double clip_norm = 0;     ///< 0: off; scales the whole gradient down to this Euclidean norm
    double clip_value = 0;    ///< 0: off; limits each gradient to [-value, value]
};

class Update final : public engine::GradientSink {
public:
    /// `optimizer`, `layout` and the arena `parameters` must outlive it.
    Update(Optimizer& optimizer, const network::Layout& layout, std::span<float> parameters,
           const UpdateOptions& options);

    /// Is there anything that no stretch can know alone: a norm, a line search? Then `apply_whole` replaces `consume`.
    bool needs_whole_gradient() const;

    /// [one thread] Once before a step's gradients.
    void begin_step(double learning_rate);

    /// [inside a step] Updates the parameters that the stretch belongs to. Changes `gradient`.
    void consume(std::size_t offset, std::span<float> gradient) override;

    /// Without clipping, decay and frozen tensors, for rules that have the loop.
    bool takes_outer() const override;
    void consume_outer(std::size_t offset, const engine::Outer& outer) override;

    /// [one thread] Updates all parameters. `gradient`: layout.size floats, padding zero; changed. The same bits for
    /// any team, and as `consume` where both can be used.
    void apply_whole(std::span<float> gradient, parallel::Team& team);

    /// [one thread] The same for a rule that evaluates the loss itself (`Optimizer::needs_closure`); `loss` and
    /// `gradient` belong to the parameters as they are. Clipping limits the gradients that the rule sees; decay adds
    /// weight_decay/2 |w|^2 to the loss.
    void apply_closure(double loss, std::span<float> gradient, Objective& objective, parallel::Team& team);

private:
    class PreparedObjective;

    void prepare(std::size_t offset, std::span<float> gradient, std::size_t tensor, double factor) const;
    void prepare_whole(std::span<float> gradient, parallel::Team& team);
    double clipping_factor(std::span<const float> gradient, parallel::Team& team);
    double penalty(parallel::Team& team);

    Optimizer& optimizer_;
    std::size_t size_;
    std::span<float> parameters_;
    UpdateOptions options_;
    const LoopTable& loops_;
    std::vector<Piece> pieces_;
    std::vector<Lanes> sums_;  // [pieces]
};

}  // namespace descent::update
