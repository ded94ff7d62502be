#include "update/conformance/bench.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <descent/error.h>

#include "base/text.h"
#include "objective/functions/parabola.h"
#include "update/conformance/plain_run.h"

namespace descent::update::conformance {
namespace {

Outcome check_agrees_with_itself_in_double(const Subject& subject) {
    const network::Layout layout = usual_layout();
    const auto parabola = objective::make_parabola(layout.parameters, 10);
    const std::vector<float> from = parabola->start(1);
    const std::vector<double> start(from.begin(), from.end());
    PlainRun<float> single(subject, layout, start);
    std::optional<PlainRun<double>> exact;
    try {
        exact.emplace(subject, layout, start);
    } catch (const Error& error) {
        return skipped(error.what());
    }
    const Slope slope(layout,
                      [](std::size_t i) { return 0.3 * std::sin(static_cast<double>(i * i)); });  // of full rank
    const bool closure = single.needs_closure();
    const Function& function = closure ? static_cast<const Function&>(*parabola) : slope;
    const int steps = closure ? 5 : 50;  // later a line search feeds its rounding back into the choice of its steps
    for (int i = 0; i < steps; ++i) {
        single.step(function);
        exact->step(function);
    }
    double largest = 0;
    std::size_t where = 0;
    for (std::size_t i = 0; i < start.size(); ++i) {
        const double expected = exact->weight(i);
        const double error = std::abs(single.weight(i) - expected) / std::max(0.1, std::abs(expected));
        if (error <= largest) continue;
        largest = error;
        where = i;
    }
    const std::string detail = "largest relative difference " + to_text(static_cast<float>(largest)) + ", of " +
                               name_of(layout, places_of(layout)[where]);
    return largest < 1e-3 ? passed(detail) : failed(detail);
}

}  // namespace

extern const Check agrees_with_itself_in_double;
const Check agrees_with_itself_in_double = {
    "agrees_with_itself_in_double",
    "It stays within 1e-3 of the same rule in double over 50 steps, a rule with a closure over 5: the "
    "formula does not lose its digits.",
    check_agrees_with_itself_in_double};

}  // namespace descent::update::conformance
