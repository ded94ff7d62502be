#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_padding_adds_nothing_up(const Subject& subject) {
    Bench bench(subject, usual_layout());
    if (!bench.optimizer().adds_up()) return skipped("the rule adds nothing up");
    const Slope flat(bench.layout(), [](std::size_t) { return 0.0; });
    bench.step(flat);  // from weights of 0, as padding has them
    const std::span<const double> sums = bench.optimizer().sums();
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (sums[i] != 0) {  // also finds NaN
            return failed("with all weights and gradients 0, sum " + to_text(i) + " is " + to_text(sums[i]) +
                          " in the first step");
        }
    }
    return passed();
}

}  // namespace

extern const Check padding_adds_nothing_up;
const Check padding_adds_nothing_up = {
    "padding_adds_nothing_up",
    "Sums over the network are 0 while all weights and gradients are 0: such is padding, which the rule sees, too.",
    check_padding_adds_nothing_up};

}  // namespace descent::update::conformance
