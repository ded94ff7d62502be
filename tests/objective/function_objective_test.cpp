#include "objective/function_objective.h"
#include "engine/whole_gradient.h"

#include <array>
#include <limits>

#include "base/aligned_buffer.h"
#include "support/catch.h"

namespace descent::objective {
namespace {

network::Layout two_layers() { return network::make_layout({.inputs = 2, .layers = {{.units = 3}, {.units = 1}}}); }

std::unique_ptr<Function> rosenbrock(std::size_t dimensions) { return functions().front().make(dimensions); }

}  // namespace

TEST_CASE("a function stands on the parameters of any layout, padding left out") {
    REQUIRE(functions().front().name == "rosenbrock");
    const network::Layout layout = two_layers();
    FunctionObjective objective(rosenbrock(layout.parameters), layout, 3);
    AlignedBuffer<float> parameters(layout.size), gradient(layout.size);
    objective.start(parameters.span());
    engine::WholeGradient whole(gradient.span());
    const engine::BatchResult result = objective.gradient({}, parameters.span(), whole);

    const auto function = rosenbrock(layout.parameters);
    const std::vector<float> start = function->start(3);
    const std::vector<double> x(start.begin(), start.end());
    std::vector<double> slope(x.size());
    function->gradient(x, 3, 1, slope);
    CHECK(result.loss == function->value(x));
    CHECK(objective.measure(parameters.span()).loss == function->value(x));
    const std::vector<std::size_t> places = places_of(layout);
    REQUIRE(places.size() == layout.parameters);
    double others = 0;
    for (const float g : gradient.span()) others += std::abs(static_cast<double>(g));
    for (std::size_t i = 0; i < places.size(); ++i) {
        CHECK(gradient.span()[places[i]] == static_cast<float>(slope[i]));
        others -= std::abs(static_cast<double>(gradient.span()[places[i]]));
    }
    CHECK(others == Approx(0).margin(1e-9));
}

TEST_CASE("the noise of a batch belongs to seed and step, and is not measured") {
    const auto gradient_at = [](std::uint64_t seed, const Batch& batch) {
        const auto objective = make_function_objective("noisy-quadratic", seed);
        AlignedBuffer<float> parameters(objective->layout().size), gradient(objective->layout().size);
        engine::WholeGradient whole(gradient.span());
        objective->gradient(batch, parameters.span(), whole);
        CHECK(objective->measure(parameters.span()).loss == 0);
        return std::vector<float>(gradient.span().begin(), gradient.span().end());
    };
    const auto first = gradient_at(1, {.epoch = 0, .index = 5});
    CHECK(gradient_at(1, {.epoch = 0, .index = 5}) == first);
    CHECK(gradient_at(1, {.epoch = 1, .index = 5}) != first);
    CHECK(gradient_at(1, {.epoch = 0, .index = 6}) != first);
    CHECK(gradient_at(2, {.epoch = 0, .index = 5}) != first);
}

TEST_CASE("a value that is not finite calls no sink") {
    struct Counter : engine::GradientSink {
        int calls = 0;
        void consume(std::size_t, std::span<float>) override { ++calls; }
    } sink;
    const auto objective = make_function_objective("rosenbrock", 1);
    AlignedBuffer<float> parameters(objective->layout().size);
    parameters.data()[0] = std::numeric_limits<float>::infinity();
    CHECK_FALSE(objective->gradient({}, parameters.span(), sink).finite());
    CHECK(sink.calls == 0);
}

}  // namespace descent::objective
