#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

Outcome check_state_is_found_by_name(const Subject& subject) {
    Bench unbroken(subject, usual_layout()), reused(subject, usual_layout());
    NoisyParabola problem(unbroken.layout()), louder(unbroken.layout(), 1);
    unbroken.start_at(problem);
    reused.start_at(problem);
    for (int i = 0; i < 7; ++i) reused.step(louder);
    for (int i = 0; i < 10; ++i) unbroken.step(problem);
    reused.copy_from(unbroken);
    for (int i = 0; i < 10; ++i) {
        unbroken.step(problem);
        reused.step(problem);
    }
    const std::string found = difference(unbroken, reused);
    return found.empty() ? passed() : failed("in a run that had made other steps before, " + found);
}

}  // namespace

extern const Check state_is_found_by_name;
const Check state_is_found_by_name = {
    "state_is_found_by_name",
    "After restoring slots by name into a run that has already made other steps, the run goes "
    "on as if it had not: no state hides beside the slots.",
    check_state_is_found_by_name};

}  // namespace descent::update::conformance
