#include "update/conformance/bench.h"

#include <cmath>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_measures_are_added(const Subject& subject) {
    Bench from_zero(subject, usual_layout()), from_one(subject, usual_layout());
    from_one.optimizer().cut_stretches(0, 1);
    NoisyParabola problem(from_zero.layout());
    for (Bench* bench : {&from_zero, &from_one}) bench->start_at(problem);
    for (int step = 1; step <= 3; ++step) {
        for (Bench* bench : {&from_zero, &from_one}) bench->step(problem);
        const std::vector<double> expected = from_zero.optimizer().measured(), found = from_one.optimizer().measured();
        if (expected.empty()) return skipped("the rule measures neither sums nor norms");
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if (std::abs(found[i] - expected[i]) <= 1e-4 * (1 + std::abs(expected[i]))) continue;
            return failed("in step " + to_text(step) + " it measures " + to_text(expected[i]) +
                          " where its sums start at 0, and " + to_text(found[i]) +
                          " beyond their start where they start at 1: `measure` must add to `sums`");
        }
    }
    return passed();
}

}  // namespace

extern const Check measures_are_added;
const Check measures_are_added = {
    "measures_are_added",
    "What a rule measures is added to the sums it is given: they hold what other rows of the tensor, or other tensors, "
    "have measured.",
    check_measures_are_added};

}  // namespace descent::update::conformance
