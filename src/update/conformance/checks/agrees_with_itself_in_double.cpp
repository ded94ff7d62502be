#include "update/conformance/bench.h"

#include <algorithm>
#include <cmath>

#include <descent/error.h>

#include "base/text.h"

namespace descent::update::conformance {
namespace {

Outcome run(const Subject& subject) {
    Bench single(subject, usual_layout());
    if (single.optimizer().needs_closure()) return skipped("a line search feeds rounding back into its steps");
    std::optional<DoubleOptimizer> exact;
    try {
        exact.emplace(subject.registry, subject.name, subject.settings, usual_layout(), InstructionSet::baseline);
    } catch (const Error& error) {
        return skipped(error.what());
    }
    Slope slope(single.layout(), [](std::size_t i) { return 0.3 * std::sin(static_cast<double>(i)); });
    single.start_at(slope);
    std::vector<double> weights(single.parameters().begin(), single.parameters().end());
    parallel::Team team(1);
    for (int i = 0; i < 50; ++i) {
        single.step(slope);
        const std::vector<double> gradient(single.gradient().begin(), single.gradient().end());
        exact->begin_step(exact->learning_rate());
        exact->apply_whole(weights, gradient, team);
    }
    double largest = 0;
    for (const std::size_t place : places_of(single.layout())) {
        const double expected = weights[place];
        const double error = std::abs(single.parameters()[place] - expected) / std::max(0.1, std::abs(expected));
        if (!(error <= largest)) largest = error;
    }
    const std::string detail = "largest relative difference " + to_text(static_cast<float>(largest));
    return largest < 1e-3 ? passed(detail) : failed(detail);
}

}  // namespace

extern const Check agrees_with_itself_in_double;
const Check agrees_with_itself_in_double = {
    "agrees_with_itself_in_double",
    "The loop in float stays within 1e-3 of the same rule in double over 50 steps: the "
    "formula does not lose its digits.",
    run};

}  // namespace descent::update::conformance
