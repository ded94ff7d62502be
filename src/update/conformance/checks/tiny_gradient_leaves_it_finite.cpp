#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

Outcome check_tiny_gradient_leaves_it_finite(const Subject& subject) {
    Bench bench(subject, usual_layout());
    Slope tiny(bench.layout(), [](std::size_t i) { return i % 2 == 0 ? 1e-30 : -1e-30; });
    bench.start_at(tiny);
    for (int i = 0; i < 20; ++i) bench.step(tiny);
    return bench.finite() ? passed() : failed("after 20 gradients of 1e-30 " + bench.not_finite());
}

}  // namespace

extern const Check tiny_gradient_leaves_it_finite;
const Check tiny_gradient_leaves_it_finite = {
    "tiny_gradient_leaves_it_finite",
    "Gradients of 1e-30, whose squares are 0 in float, leave weights finite: the divisor has "
    "its epsilon.",
    check_tiny_gradient_leaves_it_finite};

}  // namespace descent::update::conformance
