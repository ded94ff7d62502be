#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

Outcome check_two_runs_do_not_meet(const Subject& subject) {
    Bench alone(subject, usual_layout()), one(subject, usual_layout()), other(subject, usual_layout());
    NoisyParabola problem(alone.layout()), louder(alone.layout(), 1);
    for (Bench* bench : {&alone, &one, &other}) bench->start_at(problem);
    for (int i = 0; i < 20; ++i) alone.step(problem);
    for (int i = 0; i < 20; ++i) {
        one.step(problem);
        other.step(louder, 0.5);
    }
    const std::string found = difference(alone, one);
    return found.empty() ? passed() : failed("beside another run, " + found);
}

}  // namespace

extern const Check two_runs_do_not_meet;
const Check two_runs_do_not_meet = {
    "two_runs_do_not_meet",
    "Two optimizers that work in turns give the bits that each gives alone: they share no "
    "hidden variable.",
    check_two_runs_do_not_meet};

}  // namespace descent::update::conformance
