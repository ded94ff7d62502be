#include "update/conformance/bench.h"

#include <descent/error.h>

#include "base/text.h"
#include "objective/functions/parabola.h"

namespace descent::update::conformance {
namespace {

std::string text_of(const HyperParameterInfo& parameter, double value) {
    return parameter.scale == Scale::choice ? parameter.choices[static_cast<std::size_t>(value)] : to_text(value);
}

Outcome check_hyper_parameters_work_at_their_ends(const Subject& subject) {
    for (const HyperParameterInfo& parameter : subject.registry.info(subject.name).hyper_parameters) {
        for (const double value : {parameter.minimum, parameter.maximum}) {
            auto settings = subject.settings;
            settings[parameter.name] = text_of(parameter, value);
            std::optional<Bench> bench;
            try {
                bench.emplace(subject, usual_layout(), subject.instruction_sets.back(), settings);
            } catch (const UsageError&) {
                throw;
            } catch (const Error&) {
                continue;  // refused by the rule, with a reason
            }
            if (bench->optimizer().needs_closure()) {
                const auto parabola = objective::make_parabola(bench->layout().parameters, 10);
                for (int i = 0; i < 10; ++i) bench->step(*parabola);
            } else {
                Slope slope(bench->layout(), [](std::size_t i) { return i % 2 == 0 ? 0.1 : -0.1; });
                for (int i = 0; i < 10; ++i) bench->step(slope);
            }
            if (!bench->finite()) {
                return failed("with " + parameter.name + "=" + settings[parameter.name] + " " + bench->not_finite() +
                              " after 10 steps with gradients of 0.1");
            }
        }
    }
    return passed();
}

}  // namespace

extern const Check hyper_parameters_work_at_their_ends;
const Check hyper_parameters_work_at_their_ends = {
    "hyper_parameters_work_at_their_ends",
    "Each hyper-parameter can be set to both ends of its range: the run starts and stays "
    "finite on bounded gradients, or the rule refuses with a reason.",
    check_hyper_parameters_work_at_their_ends};

}  // namespace descent::update::conformance
