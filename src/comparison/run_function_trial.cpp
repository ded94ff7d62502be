#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/aligned_buffer.h"
#include "base/text.h"
#include "comparison/problems/function.h"
#include "comparison/run_trial.h"
#include "comparison/weights_hash.h"
#include "parallel/team.h"
#include "update/objective.h"
#include "update/optimizer.h"
#include "update/update.h"

namespace descent::comparison {
namespace {

/// A point as a network of one tensor, so that optimizers need to know nothing of functions.
network::Layout layout_of(std::size_t dimensions) {
    const std::size_t stride = network::padded_stride(dimensions);
    network::Tensor point{.name = "point", .rows = 1, .columns = dimensions, .stride = stride};
    return {.tensors = {point}, .size = stride, .parameters = dimensions};
}

/// One run on one function.
class FunctionRun : update::Objective {
public:
    FunctionRun(const Problem& problem, const Trial& trial, const Registry& registry, const TrialHooks& hooks)
        : function_(make_function(problem.function)),
          options_(problem.options),
          seed_(trial.seed),
          hooks_(hooks),
          layout_(layout_of(function_->dimensions())),
          optimizer_(registry, trial.optimizer, trial.settings, layout_, inspect_machine().chosen),
          parameters_(layout_.size),
          gradient_(layout_.size),
          team_(1),
          update_(optimizer_, layout_, parameters_.span(),
                  {.weight_decay = options_.weight_decay,
                   .clip_norm = options_.clip_norm,
                   .clip_value = options_.clip_value}),
          x_(function_->dimensions()),
          slope_(function_->dimensions()) {
        std::ranges::copy(function_->start(seed_), parameters_.data());
    }

    TrialResult run() {
        study::TrialRecord& record = result_.record;
        if (hooks_.path) hooks_.path(0, point());
        while (record.epochs < options_.epochs && record.reason.empty()) run_epoch();
        if (record.reason.empty()) record.reason = to_string(StopReason::finished);
        if (record.outcome() == study::Outcome::finished) record.test_loss = value();
        record.weights = weights_hash(point());
        return std::move(result_);
    }

private:
    void run_epoch() {
        study::TrialRecord& record = result_.record;
        const auto begin = std::chrono::steady_clock::now();
        double sum = 0;
        for (std::uint64_t i = 0; i < function_steps_per_epoch; ++i) {
            sum += run_step();
            if (!record.reason.empty()) return;
        }
        seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        ++record.epochs;
        record.curve.push_back({.epoch = record.epochs,
                                .step = record.steps,
                                .loss = sum / static_cast<double>(function_steps_per_epoch),
                                .validation_loss = value()});
        result_.seconds.push_back(seconds_);
        if (hooks_.epoch_done) hooks_.epoch_done();
    }

    /// Returns the value before the step.
    double run_step() {
        study::TrialRecord& record = result_.record;
        if (hooks_.stop_requested && hooks_.stop_requested()) {
            record.reason = to_string(StopReason::interrupted);
            return 0;
        }
        const double before = evaluate(parameters_.span(), gradient_.span());
        const Progress progress{record.steps, function_steps_per_epoch, options_.epochs * function_steps_per_epoch};
        update_.begin_step(optimizer_.learning_rate() * options_.schedule.factor(progress));
        if (optimizer_.needs_closure()) {
            update_.apply_closure(before, gradient_.span(), *this, team_);
        } else {
            update_.apply_whole(gradient_.span(), team_);
        }
        ++record.steps;
        if (hooks_.path) hooks_.path(record.steps, point());
        if (!std::isfinite(value())) {
            record.reason = to_string(StopReason::diverged);
            record.message = "the value is not finite at step " + to_text(record.steps);
        }
        return before;
    }

    double value() {
        std::ranges::copy(point(), x_.begin());
        return function_->value(x_);
    }

    /// Value without noise, and the gradient as the step sees it.
    double evaluate(std::span<const float> parameters, std::span<float> gradient) override {
        std::ranges::copy(parameters.first(x_.size()), x_.begin());
        function_->gradient(x_, seed_, result_.record.steps + 1, slope_);
        std::ranges::transform(slope_, gradient.begin(), [](double slope) { return static_cast<float>(slope); });
        return function_->value(x_);
    }

    std::span<const float> point() { return parameters_.span().first(x_.size()); }

    std::unique_ptr<Function> function_;
    const TrainingOptions& options_;
    std::uint64_t seed_;
    const TrialHooks& hooks_;
    network::Layout layout_;
    update::Optimizer optimizer_;
    AlignedBuffer<float> parameters_, gradient_;
    parallel::Team team_;
    update::Update update_;
    std::vector<double> x_, slope_;
    double seconds_ = 0;
    TrialResult result_;
};

}  // namespace

TrialResult run_function_trial(const Problem& problem, const Trial& trial, const Registry& registry,
                               const TrialHooks& hooks) {
    return FunctionRun(problem, trial, registry, hooks).run();
}

}  // namespace descent::comparison
