#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

Outcome check_huge_gradient_leaves_it_finite(const Subject& subject) {
    Bench bench(subject, usual_layout());
    Slope huge(bench.layout(), [](std::size_t i) { return i % 2 == 0 ? 1e15 : -1e15; });
    Slope usual(bench.layout(), [](std::size_t i) { return i % 2 == 0 ? 0.1 : -0.1; });
    bench.start_at(usual);
    for (int i = 0; i < 3; ++i) bench.step(usual);
    bench.step(huge);
    if (!bench.finite()) return failed("after a gradient of 1e15 " + bench.not_finite());
    for (int i = 0; i < 20; ++i) bench.step(usual);
    return bench.finite() ? passed() : failed("20 steps after a gradient of 1e15 " + bench.not_finite());
}

}  // namespace

extern const Check huge_gradient_leaves_it_finite;
const Check huge_gradient_leaves_it_finite = {
    "huge_gradient_leaves_it_finite",
    "One gradient of 1e15 leaves weights finite, and so do usual ones after it: squares stay "
    "below the largest float.",
    check_huge_gradient_leaves_it_finite};

}  // namespace descent::update::conformance
