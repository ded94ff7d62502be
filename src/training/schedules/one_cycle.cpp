// The schedule that rises to a peak and falls again, both along half a cosine wave.

#include "training/schedules/half_turn.h"
#include "training/schedules/row.h"

namespace descent::training::schedules {
namespace {

/// t = step / (steps - 1):
///   t < peak_at:  factor = start + (1 - start) (1 - cos(pi t / peak_at)) / 2
///   otherwise:    factor = minimum + (1 - minimum) (1 + cos(pi (t - peak_at) / (1 - peak_at))) / 2
/// A run of one step keeps its rate.
/// Source: Smith and Topin, "Super-convergence", 2018; PyTorch's OneCycleLR has the same two waves, with its peak
/// one step earlier or later where peak_at * steps is not whole, and an end of 4e-6 where ours is 0.
double factor(const Schedule& schedule, const Progress& at) {
    if (at.steps < 2) return 1.0;
    const double start = schedule.start, peak_at = schedule.peak_at, minimum = schedule.minimum;
    const double t = at.step + 1 < at.steps ? static_cast<double>(at.step) / static_cast<double>(at.steps - 1) : 1.0;
    if (t < peak_at) return start + (1.0 - start) * (1.0 - cosine_of_half_turn(t / peak_at)) / 2.0;
    return minimum + (1.0 - minimum) * (1.0 + cosine_of_half_turn((t - peak_at) / (1.0 - peak_at))) / 2.0;
}

}  // namespace

Row one_cycle() {
    return {.name = "one-cycle",
            .example = "one-cycle:peak_at=0.3,start=0.04",
            .keys = {peak_at_key, start_key, minimum_key},
            .depends_on_length = true,
            .factor = factor};
}

}  // namespace descent::training::schedules
