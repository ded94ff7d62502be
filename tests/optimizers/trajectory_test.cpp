// Every rule against trajectories that PyTorch wrote in float64, or NumPy where PyTorch has no such rule.
#include <algorithm>
#include <cmath>

#include "base/aligned_buffer.h"
#include "double_run.h"
#include "kernels/dispatch.h"
#include "parallel/team.h"
#include "support/catch.h"
#include "trajectories.h"
#include "update/optimizer.h"

using namespace descent;
using namespace descent::test;

namespace {

/// From what was written, relative to the weight or, for small ones, to 0.1; 0 where nothing was.
template <class Weight>
double difference_from(const std::map<std::size_t, std::vector<double>>& written, std::size_t step, Weight weight) {
    if (!written.contains(step)) return 0;
    const std::vector<std::size_t> places = small_places();
    double largest = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double expected = written.at(step)[i];
        largest = std::max(largest, std::abs(weight(places[i]) - expected) / std::max(0.1, std::abs(expected)));
    }
    return largest;
}

/// Runs a trajectory; `step(rate, look)`, `weight(place)` and `measured(place)` belong to the run, `look()` is the
/// gradient where the weights are. Returns the largest difference of both kinds of weights.
template <class Step, class Weight, class Measured>
double largest_difference(const Trajectory& trajectory, const NoisyParabola& problem, double learning_rate, Step step,
                          Weight weight, Measured measured) {
    const std::vector<std::size_t> places = small_places();
    std::vector<double> gradient(small_layout().size, 0.0);
    double largest = 0;
    for (std::size_t t = 1; t <= problem.noise.size(); ++t) {
        const auto look = [&]() -> const std::vector<double>& {
            for (std::size_t i = 0; i < places.size(); ++i) {
                gradient[places[i]] =
                    problem.curvature[i] * (weight(places[i]) - problem.centre[i]) + problem.noise[t - 1][i];
            }
            return gradient;
        };
        step(learning_rate * (trajectory.tenth_after_50 && t > 50 ? 0.1 : 1.0), look);
        largest = std::max({largest, difference_from(trajectory.weights, t, weight),
                            difference_from(trajectory.measured, t, measured)});
    }
    return largest;
}

/// Its first steps are as small as the rounding of the weights, and what they find feeds that back.
bool finds_its_length(const Trajectory& trajectory) {
    return trajectory.optimizer == "prodigy" || trajectory.optimizer == "dog";
}

float to_float(double number) { return static_cast<float>(number); }

}  // namespace

TEST_CASE("every rule agrees with its reference to 1e-12 in double") {
    const Registry registry = builtin_optimizers();
    const Trajectories trajectories = read_trajectories();
    for (const Trajectory& trajectory : trajectories.cases) {
        INFO(trajectory.title());
        DoubleRun run(registry, trajectory.optimizer, trajectory.settings, small_layout());
        const std::vector<std::size_t> places = small_places();
        for (std::size_t i = 0; i < places.size(); ++i) run.weights()[places[i]] = trajectories.problem.start[i];
        run.start();
        const double difference = largest_difference(
            trajectory, trajectories.problem, run.learning_rate(),
            [&](double rate, const auto& look) { run.step(rate, look); },
            [&](std::size_t place) { return run.weights()[place]; },
            [&](std::size_t place) { return run.evaluation_weights()[place]; });
        CHECK(difference < 1e-12);
    }
}

TEST_CASE("every rule agrees with its reference to 1e-5 in float over 100 steps, on every instruction set") {
    const Registry registry = builtin_optimizers();
    const Trajectories trajectories = read_trajectories();
    const network::Layout layout = small_layout();
    parallel::Team team(1);
    for (const InstructionSet set : kernels::supported_instruction_sets()) {
        for (const Trajectory& trajectory : trajectories.cases) {
            INFO(trajectory.title() << " on " << to_string(set));
            update::Optimizer optimizer(registry, trajectory.optimizer, trajectory.settings, layout, set);
            AlignedBuffer<float> parameters(layout.size), single(layout.size);
            const std::vector<std::size_t> places = small_places();
            for (std::size_t i = 0; i < places.size(); ++i) {
                parameters.data()[places[i]] = static_cast<float>(trajectories.problem.start[i]);
            }
            optimizer.start_at(parameters.span());
            const double difference = largest_difference(
                trajectory, trajectories.problem, optimizer.learning_rate(),
                [&](double rate, const auto& look) {
                    const auto take = [&] { std::ranges::transform(look(), single.data(), to_float); };
                    take();
                    optimizer.begin_step(rate);
                    if (optimizer.looks_ahead()) {
                        const std::vector<float> kept(parameters.span().begin(), parameters.span().end());
                        optimizer.look_ahead(parameters.span(), single.span(), team);
                        take();
                        std::ranges::copy(kept, parameters.data());
                    }
                    optimizer.apply_whole(parameters.span(), single.span(), team);
                },
                [&](std::size_t place) { return static_cast<double>(parameters.data()[place]); },
                [&](std::size_t place) {
                    return static_cast<double>(optimizer.evaluation_weights(parameters.span())[place]);
                });
            CHECK(difference < (finds_its_length(trajectory) ? 0.05 : 1e-5));
        }
    }
}

TEST_CASE("every built-in rule with a loop has a reference trajectory") {
    const Trajectories trajectories = read_trajectories();
    for (const OptimizerInfo& info : builtin_optimizers().list()) {
        if (info.name == "lbfgs") continue;  // its reference is a line search: lbfgs_test
        const auto count = std::count_if(trajectories.cases.begin(), trajectories.cases.end(),
                                         [&](const Trajectory& one) { return one.optimizer == info.name; });
        INFO(info.name);
        CHECK(count >= 1);
    }
}
