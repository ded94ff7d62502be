#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_state_restored_goes_on_the_same(const Subject& subject) {
    Bench unbroken(subject, usual_layout()), restored(subject, usual_layout());
    NoisyParabola problem(unbroken.layout());
    unbroken.start_at(problem);
    for (int i = 0; i < 10; ++i) unbroken.step(problem);
    restored.copy_from(unbroken);
    for (int i = 0; i < 10; ++i) {
        unbroken.step(problem);
        restored.step(problem);
        const std::string found = difference(unbroken, restored);
        if (!found.empty()) return failed(to_text(i + 1) + " steps after restoring, " + found);
    }
    return passed();
}

}  // namespace

extern const Check state_restored_goes_on_the_same;
const Check state_restored_goes_on_the_same = {
    "state_restored_goes_on_the_same",
    "A run that is saved after 10 steps, and restored into a fresh instance, goes on with the "
    "same bits: all that it remembers is in slots.",
    check_state_restored_goes_on_the_same};

}  // namespace descent::update::conformance
