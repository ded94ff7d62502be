#pragma once
// A study that takes milliseconds: three clouds of points, a small network, two optimizers.

#include <descent/comparison.h>

#include <memory>

#include "base/random.h"

namespace descent::test {

/// Patterns of three classes around three corners.
inline Dataset clouds(std::size_t patterns, std::uint64_t seed) {
    RandomStream stream(seed, "clouds");
    const auto values = std::make_shared<std::vector<float>>();
    Dataset::Targets targets;
    targets.class_names = {"a", "b", "c"};
    for (std::size_t p = 0; p < patterns; ++p) {
        const auto label = static_cast<std::uint32_t>(stream.below(3));
        for (std::uint32_t column = 0; column < 3; ++column) {
            const double corner = column == label ? 1.0 : 0.0;
            values->push_back(static_cast<float>(corner + 1.2 * (stream.uniform() - 0.5)));
        }
        targets.labels.push_back(label);
    }
    const auto* bytes = reinterpret_cast<const std::byte*>(values->data());
    return Dataset("clouds",
                   {.owner = values, .bytes = bytes, .type = ElementType::f32, .patterns = patterns, .columns = 3},
                   std::move(targets));
}

inline Problem small_problem() {
    Problem problem{.name = "clouds 3-5-3", .source = "made here", .metric = Metric::accuracy};
    problem.training = clouds(120, 1);
    problem.test = clouds(60, 2);
    problem.network = {.inputs = 3, .layers = {{5, Activation::tanh}, {3, Activation::softmax}}};
    problem.validation.fraction = 0.25;
    problem.options.loss = Loss::cross_entropy;
    problem.options.batch_size = 16;
    problem.options.epochs = 4;
    return problem;
}

inline const std::vector<Contestant> two = {{"gd", {{"learning_rate", {"0.01", "0.1", "1"}}}},
                                            {"adam", {{"learning_rate", {"0.001", "0.01", "0.1"}}}}};

inline Protocol small_protocol() { return {.seeds = 3, .jobs = 2}; }

/// Counts what it is told, and asks to stop after so many trials.
class Watcher : public ComparisonObserver {
public:
    std::size_t trials = 0, phases = 0;
    std::size_t stop_after = SIZE_MAX;
    double last_share = 0;

    void phase(Phase, std::size_t, std::size_t) override { ++phases; }
    void progress(double share) override { last_share = share; }
    void trial(const Trial&, std::string_view, std::string_view) override { ++trials; }
    bool stop_requested() override { return trials >= stop_after; }
};

}  // namespace descent::test
