#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome run(const Subject& subject) {
    Bench bench(subject, usual_layout());
    if (bench.optimizer().needs_closure()) return skipped("a line search may stay where it is");
    const auto gradient = [](std::size_t i) {
        return (i % 2 == 0 ? 1.0 : -1.0) * (0.5 + 0.1 * static_cast<double>(i % 7));
    };
    Slope slope(bench.layout(), gradient);
    const std::vector<float> before = bench.weights();  // zeros, so that decay moves nothing
    bench.step(slope);
    const std::vector<float> after = bench.weights();
    for (std::size_t i = 0; i < after.size(); ++i) {
        if ((after[i] - before[i]) * static_cast<float>(gradient(i)) < 0) continue;
        return failed("weight " + to_text(i) + " with gradient " + to_text(gradient(i)) + " moved by " +
                      to_text(after[i] - before[i]));
    }
    return passed();
}

}  // namespace

extern const Check step_goes_downhill;
const Check step_goes_downhill = {
    "step_goes_downhill",
    "The first step goes against the gradient: every weight moves to the side where the cost "
    "falls.",
    run};

}  // namespace descent::update::conformance
