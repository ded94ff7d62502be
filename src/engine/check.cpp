#include "engine/check.h"

#include <descent/error.h>

namespace descent::engine {

const EngineOptions& checked(const EngineOptions& options) {
    const Network& network = options.network;
    network.validate();
    validate_loss(options.loss, network.layers.back().activation);
    const auto require = [](bool fits, const char* option, std::size_t found, std::size_t expected, const char* of) {
        if (fits) return;
        throw UsageError(option, "has " + std::to_string(found) + " entries for " + std::to_string(expected) + of);
    };
    const std::size_t inputs = network.inputs, outputs = network.outputs();
    const auto& [shift, scale, fill] = options.scaling;
    require(shift.size() == inputs && scale.size() == inputs && (fill.empty() || fill.size() == inputs), "scaling",
            scale.size(), inputs, " inputs");
    const TargetScaling& targets = options.target_scaling;
    require(targets.shift.size() == targets.scale.size() && (targets.shift.empty() || targets.shift.size() == outputs),
            "target_scaling", targets.scale.size(), outputs, " outputs");
    require(options.class_weights.empty() || options.class_weights.size() == outputs, "class_weights",
            options.class_weights.size(), outputs, " classes");
    if (!(options.dropout >= 0 && options.dropout < 1)) {
        throw UsageError("dropout", "is " + std::to_string(options.dropout) + ", expected from 0 up and below 1");
    }
    return options;
}

}  // namespace descent::engine
