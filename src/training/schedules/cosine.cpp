// The schedule that falls along half a cosine wave.

#include "training/schedules/half_turn.h"
#include "training/schedules/row.h"

namespace descent::training::schedules {
namespace {

/// factor = minimum + (1 - minimum) (1 + cos(pi step / steps)) / 2
/// Source: Loshchilov and Hutter, "SGDR", 2017, without restarts; as PyTorch's CosineAnnealingLR with T_max = steps.
double factor(const Schedule& schedule, const Progress& at) {
    const double t = at.step < at.steps ? static_cast<double>(at.step) / static_cast<double>(at.steps) : 1.0;
    return schedule.minimum + (1.0 - schedule.minimum) * (1.0 + cosine_of_half_turn(t)) / 2.0;
}

}  // namespace

Row cosine() {
    return {.name = "cosine",
            .example = "cosine:minimum=0",
            .keys = {minimum_key},
            .depends_on_length = true,
            .factor = factor};
}

}  // namespace descent::training::schedules
