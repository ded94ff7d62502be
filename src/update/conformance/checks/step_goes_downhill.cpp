#include "update/conformance/bench.h"

#include "base/text.h"
#include "objective/functions/parabola.h"

namespace descent::update::conformance {
namespace {

/// The weights after one step, or after two: a rule may only look at its first gradient.
std::vector<float> after_a_move(Bench& bench, const Function& function) {
    const std::vector<float> before = bench.weights();
    bench.step(function);
    if (bench.weights() == before) bench.step(function);
    return bench.weights();
}

/// A rule that sees more than a stretch turns gradients; along its move the cost falls all the same.
Outcome run_whole(Bench& bench, const Function& function) {
    bench.start_at(function);
    const std::vector<float> before = bench.weights();
    const std::vector<double> start(before.begin(), before.end());
    std::vector<double> gradient(start.size());
    function.gradient(start, 1, 0, gradient);
    const std::vector<float> after = after_a_move(bench, function);
    double slope = 0;
    for (std::size_t i = 0; i < start.size(); ++i) slope += (static_cast<double>(after[i]) - start[i]) * gradient[i];
    return slope < 0 ? passed() : failed("along its first step the cost changes by " + to_text(slope));
}

Outcome check_step_goes_downhill(const Subject& subject) {
    Bench bench(subject, usual_layout());
    if (!bench.works_in_stretches() || bench.optimizer().knows_its_place()) {
        return run_whole(bench, *objective::make_parabola(bench.layout().parameters, 10));
    }
    const auto gradient = [](std::size_t i) {
        return (i % 2 == 0 ? 1.0 : -1.0) * (0.5 + 0.1 * static_cast<double>(i % 7));
    };
    Slope slope(bench.layout(), gradient);
    const std::vector<float> before = bench.weights();  // zeros, so that decay moves nothing
    const std::vector<float> after = after_a_move(bench, slope);
    for (std::size_t i = 0; i < after.size(); ++i) {
        if ((after[i] - before[i]) * static_cast<float>(gradient(i)) < 0) continue;
        return failed(bench.name(i) + " with gradient " + to_text(gradient(i)) + " moved by " +
                      to_text(after[i] - before[i]));
    }
    return passed();
}

}  // namespace

extern const Check step_goes_downhill;
const Check step_goes_downhill = {"step_goes_downhill",
                                  "The first step that moves anything, of two, goes against the gradient: every weight "
                                  "moves to the side where the cost falls, or, where "
                                  "the rule sees more than single numbers, the cost falls along the step as a whole.",
                                  check_step_goes_downhill};

}  // namespace descent::update::conformance
