#include "update/conformance/bench.h"

#include <cmath>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_nan_stays_where_it_is(const Subject& subject) {
    Bench bench(subject, usual_layout());
    if (!bench.works_in_stretches()) return skipped("the rule sees whole tensors at once");
    const std::size_t broken = 30;
    Slope nan(bench.layout(), [](std::size_t i) { return i == broken ? std::nan("") : 0.1; });
    bench.start_at(nan);
    for (int i = 0; i < 3; ++i) bench.step(nan);
    const std::vector<float> weights = bench.weights();
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (i != broken && !std::isfinite(weights[i])) {
            return failed("a broken gradient of " + bench.name(broken) + " spoilt " + bench.name(i));
        }
    }
    return passed();
}

}  // namespace

extern const Check nan_stays_where_it_is;
const Check nan_stays_where_it_is = {"nan_stays_where_it_is",
                                     "A gradient that is not a number spoils its own weight only.",
                                     check_nan_stays_where_it_is};

}  // namespace descent::update::conformance
