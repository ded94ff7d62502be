#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

Outcome check_same_bits_in_every_run(const Subject& subject) {
    Bench one(subject, usual_layout()), other(subject, usual_layout());
    NoisyParabola problem(one.layout());
    for (Bench* bench : {&one, &other}) {
        bench->start_at(problem);
        for (int i = 0; i < 20; ++i) bench->step(problem);
    }
    const std::string found = difference(one, other);
    return found.empty() ? passed() : failed("after 20 steps of two equal runs, one after the other, " + found);
}

}  // namespace

extern const Check same_bits_in_every_run;
const Check same_bits_in_every_run = {
    "same_bits_in_every_run",
    "Two runs with the same settings give the same bits: it keeps nothing outside its "
    "instance and the host's slots, and draws no random numbers of its own.",
    check_same_bits_in_every_run};

}  // namespace descent::update::conformance
