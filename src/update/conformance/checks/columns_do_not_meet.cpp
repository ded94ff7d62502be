#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

double usual_gradient(std::size_t i) { return 0.1 + 0.01 * static_cast<double>(i % 13); }

/// The weights after five steps; in the third one gradient, that of parameter `changed`, is another one.
std::vector<float> weights_with(const Subject& subject, std::size_t changed) {
    Bench bench(subject, usual_layout());
    const Slope plain(bench.layout(), usual_gradient);
    const Slope with_one_more(bench.layout(), [&](std::size_t i) { return i == changed ? 3.0 : usual_gradient(i); });
    bench.start_at(plain);
    for (int i = 0; i < 5; ++i) bench.step(i == 2 ? with_one_more : plain);
    return bench.weights();
}

/// Each column of a row in turn: a rule may go wrong in one lane of a register alone.
Outcome check_columns_do_not_meet(const Subject& subject) {
    const Bench bench(subject, usual_layout());
    if (!bench.works_in_stretches()) return skipped("the rule sees whole tensors at once");
    const std::size_t columns = bench.layout().tensors[0].columns;
    const std::vector<float> usual = weights_with(subject, bench.layout().parameters);
    for (std::size_t changed = columns; changed < 2 * columns; ++changed) {
        const std::vector<float> found = weights_with(subject, changed);
        for (std::size_t i = 0; i < usual.size(); ++i) {
            if (i == changed || same_bits(found[i], usual[i])) continue;
            return failed("another gradient for " + bench.name(changed) + " changed " + bench.name(i));
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
