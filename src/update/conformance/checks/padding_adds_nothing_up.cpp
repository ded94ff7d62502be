#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_padding_adds_nothing_up(const Subject& subject) {
    Bench bench(subject, usual_layout());
    const Slope flat(bench.layout(), [](std::size_t) { return 0.0; });
    bench.step(flat);  // from weights of 0, as padding has them
    const std::vector<double> all = bench.optimizer().measured();
    if (all.empty()) return skipped("the rule measures neither sums nor norms");
    for (const double measured : all) {
        if (measured != 0) {  // also finds NaN
            return failed("with all weights and gradients 0, it measures a sum or norm of " + to_text(measured) +
                          " in the first step");
        }
    }
    return passed();
}

}  // namespace

extern const Check padding_adds_nothing_up;
const Check padding_adds_nothing_up = {"padding_adds_nothing_up",
                                       "Sums over the network and norms of tensors are 0 while all weights and "
                                       "gradients are 0: such is padding, which the "
                                       "rule measures, too.",
                                       check_padding_adds_nothing_up};

}  // namespace descent::update::conformance
