#include "base/text.h"
#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

Outcome check_equal_weights_stay_equal(const Subject& subject) {
    Bench bench(subject, usual_layout());
    if (bench.optimizer().knows_its_place()) return skipped("the rule knows its place in the network");
    if (!bench.works_in_stretches()) return skipped("the rule sees whole tensors at once");
    bench.start_at(Slope(bench.layout(), [](std::size_t) { return 0.0; }));
    for (const double gradient : {0.3, -0.1, 0.02, 0.5, 0.0, 0.25, -0.4, 0.1, 1.5, 0.05}) {
        bench.step(Slope(bench.layout(), [&](std::size_t) { return gradient; }));
    }
    const std::vector<float> weights = bench.weights();
    std::size_t first = 0;
    for (const network::Tensor& tensor : bench.layout().tensors) {
        const std::size_t end = first + tensor.rows * tensor.columns;
        for (std::size_t i = first; i < end; ++i) {
            if (same_bits(weights[i], weights[first])) continue;
            return failed("after 10 steps with the same gradients " + bench.name(first) + " is " +
                          to_text(weights[first]) + " and " + bench.name(i) + " is " + to_text(weights[i]));
        }
        first = end;
    }
    return passed();
}

}  // namespace

extern const Check equal_weights_stay_equal;
const Check equal_weights_stay_equal = {
    "equal_weights_stay_equal",
    "Weights of a tensor that begin equal and get the same gradients stay equal to the last bit: neither a lane of a "
    "register nor the end of a row is treated apart.",
    check_equal_weights_stay_equal};

}  // namespace descent::update::conformance
