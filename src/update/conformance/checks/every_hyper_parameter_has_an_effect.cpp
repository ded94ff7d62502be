#include "update/conformance/bench.h"

#include <bit>
#include <cstdint>

#include <descent/error.h>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

/// Bits of the weights, and of those that are measured, after 30 steps that begin with a long slope and end with small,
/// noisy gradients; nothing when refused. Bits, since NaN differs from itself.
std::optional<std::vector<std::uint32_t>> outcome(const Subject& subject,
                                                  const std::map<std::string, std::string>& settings) {
    try {
        Bench bench(subject, usual_layout(), subject.instruction_sets.back(), settings);
        const auto valley = function_on(bench.layout(), "rosenbrock");
        NoisyParabola noisy(bench.layout());
        bench.start_at(*valley);
        for (int i = 0; i < 15; ++i) bench.step(*valley, i < 10 ? 1 : 0.5);
        for (int i = 0; i < 15; ++i) bench.step(noisy, 0.5);
        std::vector<std::uint32_t> bits;
        for (const std::vector<float>& weights : {bench.weights(), bench.measured_weights()}) {
            for (const float weight : weights) bits.push_back(std::bit_cast<std::uint32_t>(weight));
        }
        return bits;
    } catch (const UsageError&) {
        throw;
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// Ends of a range, and the choices between them.
std::vector<std::string> other_values(const HyperParameterInfo& parameter) {
    std::vector<std::string> values;
    for (std::size_t c = 0; c < parameter.choices.size(); ++c) values.push_back(parameter.choices[c]);
    if (values.empty()) values = {to_text(parameter.minimum), to_text(parameter.maximum)};
    return values;
}

bool has_effect(const Subject& subject, const HyperParameterInfo& parameter,
                const std::map<std::string, std::string>& settings) {
    const auto usual = outcome(subject, settings);
    for (const std::string& value : other_values(parameter)) {
        auto changed = settings;
        changed[parameter.name] = value;
        const auto other = outcome(subject, changed);
        if (usual && other && *other != *usual) return true;
    }
    return false;
}

/// Also beside other settings: a variant may differ only where an epsilon is large.
bool has_effect_somewhere(const Subject& subject, const HyperParameterInfo& parameter,
                          const std::vector<HyperParameterInfo>& all) {
    if (has_effect(subject, parameter, subject.settings)) return true;
    for (const HyperParameterInfo& beside : all) {
        if (beside.name == parameter.name || subject.settings.count(beside.name) != 0) continue;
        for (const std::string& value : other_values(beside)) {
            auto settings = subject.settings;
            settings[beside.name] = value;
            if (has_effect(subject, parameter, settings)) return true;
        }
    }
    return false;
}

Outcome check_every_hyper_parameter_has_an_effect(const Subject& subject) {
    const auto parameters = subject.registry.info(subject.name).hyper_parameters;
    for (const HyperParameterInfo& parameter : parameters) {
        if (!has_effect_somewhere(subject, parameter, parameters)) {
            return failed("hyper-parameter " + quote(parameter.name) + " changes nothing");
        }
    }
    return passed();
}

}  // namespace

extern const Check every_hyper_parameter_has_an_effect;
const Check every_hyper_parameter_has_an_effect = {
    "every_hyper_parameter_has_an_effect",
    "Moving a hyper-parameter to an end of its range changes the result: a setting without "
    "effect would be tuned in vain.",
    check_every_hyper_parameter_has_an_effect};

}  // namespace descent::update::conformance
