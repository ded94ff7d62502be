#include "update/conformance/bench.h"

#include <cmath>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_zero_gradient_moves_nothing(const Subject& subject) {
    Bench bench(subject, usual_layout());
    Slope flat(bench.layout(), [](std::size_t) { return 0.0; });
    bench.start_at(flat);
    const std::vector<float> before = bench.weights();
    for (int i = 0; i < 20; ++i) bench.step(flat);
    const std::vector<float> after = bench.weights();
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (!(std::abs(after[i]) <= std::abs(before[i]))) {  // also finds NaN
            return failed("after 20 steps without gradient, " + bench.name(i) + " went from " + to_text(before[i]) +
                          " to " + to_text(after[i]));
        }
    }
    return passed();
}

}  // namespace

extern const Check zero_gradient_moves_nothing;
const Check zero_gradient_moves_nothing = {
    "zero_gradient_moves_nothing",
    "While all gradients are 0 from the start, weights stay where they are, or shrink where "
    "the rule itself decays them. A rule that adds noise to its weights cannot pass: skip this check for it.",
    check_zero_gradient_moves_nothing};

}  // namespace descent::update::conformance
