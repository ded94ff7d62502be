#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

Outcome check_same_bits_on_every_instruction_set(const Subject& subject) {
    if (subject.instruction_sets.size() < 2) return skipped("this machine runs one instruction set only");
    // baseline has no fused multiply-add: a rule that uses fma may differ there, as the kernels do
    const InstructionSet first_set = subject.instruction_sets[1];
    Bench first(subject, usual_layout(), first_set, subject.settings);
    NoisyParabola problem(first.layout());
    first.start_at(problem);
    for (int i = 0; i < 20; ++i) first.step(problem);
    for (std::size_t i = 2; i < subject.instruction_sets.size(); ++i) {
        Bench other(subject, usual_layout(), subject.instruction_sets[i], subject.settings);
        other.start_at(problem);
        for (int t = 0; t < 20; ++t) other.step(problem);
        const std::string found = difference(first, other);
        if (!found.empty()) {
            return failed("between " + std::string(to_string(first_set)) + " and " +
                          std::string(to_string(subject.instruction_sets[i])) + ", " + found);
        }
    }
    return passed();
}

}  // namespace

extern const Check same_bits_on_every_instruction_set;
const Check same_bits_on_every_instruction_set = {
    "same_bits_on_every_instruction_set",
    "Every loop that it brings gives the same bits: build it with -ffp-contract=off and the "
    "CMake function descent_add_optimizer, and use the functions of descent/value.h.",
    check_same_bits_on_every_instruction_set};

}  // namespace descent::update::conformance
