#include "update/conformance/convergence.h"

#include <cmath>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

/// Ends and 1, 3, 10, 30, ... times powers of ten between them; {1} when the rule has no learning rate.
std::vector<double> rates_of(const Subject& subject) {
    for (const HyperParameterInfo& parameter : subject.registry.info(subject.name).hyper_parameters) {
        if (parameter.name != "learning_rate") continue;
        std::vector<double> rates = {parameter.default_value};
        for (double power = 1e-6; power < 2e3; power *= 10) {
            for (const double rate : {power, 3 * power}) {
                if (rate >= parameter.minimum && rate <= parameter.maximum) rates.push_back(rate);
            }
        }
        return rates;
    }
    return {1};
}

}  // namespace

Outcome converges(const Subject& subject, const network::Layout& layout, int steps, double share,
                  const Function& function) {
    const double lowest = function.minimum();
    double best = 1e300, best_rate = 0, start = 0;
    for (const double rate : rates_of(subject)) {
        auto settings = subject.settings;
        if (rate != 1 || settings.count("learning_rate") != 0 || rates_of(subject).size() > 1) {
            settings["learning_rate"] = to_text(rate);
        }
        Bench bench(subject, layout, subject.instruction_sets.back(), settings);
        bench.start_at(function);
        start = bench.loss(function) - lowest;
        for (int i = 0; i < steps && bench.finite(); ++i) bench.step(function);
        const double gap = bench.loss(function) - lowest;
        if (std::isfinite(gap) && gap < best) {
            best = gap;
            best_rate = rate;
        }
        if (best <= share * start) break;
    }
    const std::string detail = "with learning rate " + to_text(best_rate) + " the gap to the lowest loss is " +
                               to_text(static_cast<float>(best / start)) + " of that at the start, after " +
                               to_text(steps) + " steps";
    if (best <= share * start) return passed(detail);
    return failed(best > 1e299 ? "no learning rate keeps the weights finite" : detail);
}

}  // namespace descent::update::conformance
