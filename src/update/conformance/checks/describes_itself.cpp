#include "update/conformance/bench.h"

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_describes_itself(const Subject& subject) {
    const OptimizerInfo info = subject.registry.info(subject.name);
    if (info.formula.empty()) return failed("the formula is empty");
    if (info.source.empty()) return failed("the source is empty");
    bool has_rate = false;
    for (const HyperParameterInfo& parameter : info.hyper_parameters) {
        if (parameter.help.empty()) return failed("hyper-parameter " + quote(parameter.name) + " has no help");
        has_rate |= parameter.name == "learning_rate";
    }
    for (const auto& slots : {info.slots, info.global_slots, info.tensor_slots}) {
        for (const SlotInfo& slot : slots) {
            if (slot.help.empty()) return failed("slot " + quote(slot.name) + " has no help");
        }
    }
    if (!has_rate) return failed("it has no hyper-parameter 'learning_rate', so schedules and tuning cannot reach it");
    return passed();
}

}  // namespace

extern const Check describes_itself;
const Check describes_itself = {
    "describes_itself",
    "It says its formula, its source and what every setting and every piece of state means, "
    "and has a learning_rate: help, tuning and reports are made from these.",
    check_describes_itself};

}  // namespace descent::update::conformance
