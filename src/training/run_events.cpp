// What a run tells when it begins and when it has ended.
#include "model/arena.h"
#include "training/run.h"

namespace descent::training {

StartEvent Run::start_event() const {
    return {.epochs = options_.epochs,
            .steps = steps(),
            .steps_per_epoch = steps_per_epoch_,
            .parameters = engine_.layout().parameters,
            .threads = team_.size(),
            .instruction_set = instruction_set_,
            .resumed_step = resumed_step_,
            .past = past_,
            .weights = parameters_.span()};
}

TrainingResult Run::result() {
    const bool best = keeps_best() && !best_.empty() && reason_ != StopReason::diverged;
    Model model{.network = request_.network,
                .loss = options_.loss,
                .scaling = scaling_,
                .class_names = request_.training.class_names(),
                .input_names = request_.training.input_names()};
    model::from_arena(best ? std::span<const float>(best_) : parameters_.span(), engine_.layout(), model);
    return {.model = std::move(model),
            .reason = *reason_,
            .message = message_,
            .steps = position_.step,
            .epochs = position_.epoch,
            .seconds = position_.seconds};
}

}  // namespace descent::training
