#include "update/conformance/bench.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome check_decay_spares_biases(const Subject& subject) {
    const auto parameters = subject.registry.info(subject.name).hyper_parameters;
    const auto decay = std::find_if(parameters.begin(), parameters.end(),
                                    [](const HyperParameterInfo& p) { return p.name == "weight_decay"; });
    if (decay == parameters.end()) return skipped("the rule has no weight_decay of its own");
    auto with = subject.settings, without = subject.settings;
    with["weight_decay"] = to_text(std::min(0.1, decay->maximum));
    without["weight_decay"] = to_text(decay->minimum);
    Bench one(subject, usual_layout(), subject.instruction_sets.back(), with);
    Bench other(subject, usual_layout(), subject.instruction_sets.back(), without);
    if (one.optimizer().adds_up()) return skipped("the rule sees all tensors at once");
    Slope slope(one.layout(), [](std::size_t i) { return 0.1 * std::sin(static_cast<double>(i)); });
    for (Bench* bench : {&one, &other}) {
        bench->start_at(slope);
        for (int i = 0; i < 5; ++i) bench->step(slope);
    }
    bool weights_differ = false;
    for (const network::Tensor& tensor : one.layout().tensors) {
        for (std::size_t i = tensor.offset; i < tensor.offset + tensor.size(); ++i) {
            const bool differs = one.parameters()[i] != other.parameters()[i];
            if (tensor.kind == network::TensorKind::weight)
                weights_differ |= differs;
            else if (differs)
                return failed("weight_decay changed the biases of " + quote(tensor.name));
        }
    }
    return weights_differ ? passed() : failed("weight_decay changed no weight");
}

}  // namespace

extern const Check decay_spares_biases;
const Check decay_spares_biases = {
    "decay_spares_biases",
    "The rule's own weight decay is multiplied by the step's decay_factor, which is 0 for "
    "biases unless a user asks otherwise.",
    check_decay_spares_biases};

}  // namespace descent::update::conformance
