#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_tensors_do_not_count(const Subject& subject) {
    Bench few(subject, layout_of(19, {21})), many(subject, layout_of(19, {21, 3, 5, 2}));
    if (few.optimizer().needs_closure() || few.optimizer().adds_up()) {
        return skipped("the rule sees all tensors at once");
    }
    if (few.optimizer().knows_its_place()) return skipped("the rule knows the network");
    const auto gradient = [](std::size_t i) { return 0.01 * static_cast<double>(i % 17) - 0.07; };
    Slope on_few(few.layout(), gradient), on_many(many.layout(), gradient);
    few.start_at(on_few);
    many.start_at(on_many);
    for (int i = 0; i < 20; ++i) {
        few.step(on_few);
        many.step(on_many);
    }
    const std::vector<float> a = few.weights(), b = many.weights();
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (same_bits(a[i], b[i])) continue;
        return failed("after 20 steps " + few.name(i) + " is " + to_text(a[i]) + " in a network of 2 tensors and " +
                      to_text(b[i]) + " in one of 8, with the same gradients");
    }
    return passed();
}

}  // namespace

extern const Check tensors_do_not_count;
const Check tensors_do_not_count = {
    "tensors_do_not_count",
    "What happens to a tensor does not depend on how many others there are: bias corrections "
    "and other counts advance once a step, not once a tensor.",
    check_tensors_do_not_count};

}  // namespace descent::update::conformance
