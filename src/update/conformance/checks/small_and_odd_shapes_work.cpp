#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_small_and_odd_shapes_work(const Subject& subject) {
    for (const auto& [inputs, units] : {std::pair<std::size_t, std::vector<std::size_t>>{1, {1}},
                                        {1, {17}},
                                        {31, {1, 1, 1, 1}},
                                        {2, {15, 16, 17}},
                                        {13, {127, 3}}}) {
        Bench bench(subject, layout_of(inputs, units));
        NoisyParabola problem(bench.layout());
        bench.start_at(problem);
        for (int i = 0; i < 5; ++i) bench.step(problem);
        if (!bench.finite()) {
            return failed("with " + to_text(inputs) + " inputs and " + to_text(units.size()) + " layers " +
                          bench.not_finite() + " after 5 steps");
        }
    }
    return passed();
}

}  // namespace

extern const Check small_and_odd_shapes_work;
const Check small_and_odd_shapes_work = {
    "small_and_odd_shapes_work", "Networks of one weight, of prime widths and of many thin layers train like others.",
    check_small_and_odd_shapes_work};

}  // namespace descent::update::conformance
