#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_columns_do_not_meet(const Subject& subject) {
    Bench one(subject, usual_layout()), other(subject, usual_layout());
    if (!one.works_in_stretches()) return skipped("the rule sees whole tensors at once");
    const auto gradient = [](std::size_t i) { return 0.1 + 0.01 * static_cast<double>(i % 13); };
    const std::size_t changed = 30;
    Slope plain(one.layout(), gradient);
    Slope with_one_more(one.layout(), [&](std::size_t i) { return i == changed ? 3.0 : gradient(i); });
    one.start_at(plain);
    other.start_at(plain);
    for (int i = 0; i < 5; ++i) {
        one.step(plain);
        other.step(i == 2 ? with_one_more : plain);
    }
    const std::vector<float> a = one.weights(), b = other.weights();
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (i != changed && a[i] != b[i]) {
            return failed("another gradient for " + one.name(changed) + " changed " + one.name(i));
        }
    }
    return passed();
}

}  // namespace

extern const Check columns_do_not_meet;
const Check columns_do_not_meet = {"columns_do_not_meet",
                                   "Changing one gradient changes one weight, not those beside it in the same row.",
                                   check_columns_do_not_meet};

}  // namespace descent::update::conformance
