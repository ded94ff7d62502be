#include "update/conformance/trajectory.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <descent/error.h>

#include "base/aligned_buffer.h"
#include "base/json.h"
#include "base/text.h"
#include "update/conformance/bench.h"

namespace descent::update::conformance {
namespace {

constexpr std::size_t widest = 4096;

std::vector<double> numbers(const Json& value, const std::string& file, const std::string& place, std::size_t count) {
    if (!value.is_array() || value.size() != count) {
        throw InputError(file, place, value.is_array() ? to_text(value.size()) + " values" : "no list",
                         to_text(count) + " numbers");
    }
    std::vector<double> result;
    for (const Json& number : value) {
        if (!number.is_number()) throw InputError(file, place, "a value that is no number", "numbers");
        result.push_back(number.get<double>());
    }
    return result;
}

struct Trajectory {
    network::Layout layout;
    std::vector<std::size_t> places;
    std::vector<double> start, rates;
    std::vector<std::vector<double>> gradients;
    std::map<std::uint64_t, std::vector<double>> weights;
};

Trajectory read(const std::string& text, const std::string& file) {
    const JsonReader json(parse_json(text, file), file);
    const std::vector<double> shape = numbers(json.array("shape"), file, "shape", 2);
    for (const double side : shape) {
        if (!(side >= 1 && side <= widest && side == std::floor(side))) {
            throw InputError(file, "shape", to_text(side), "a whole number from 1 to " + to_text(widest));
        }
    }
    Trajectory result;
    result.layout = layout_of(static_cast<std::size_t>(shape[0]), {static_cast<std::size_t>(shape[1])});
    result.places = places_of(result.layout);
    result.start = numbers(json.array("start"), file, "start", result.places.size());
    for (const Json& gradient : json.array("gradients")) {
        result.gradients.push_back(numbers(gradient, file, "gradients", result.places.size()));
    }
    if (json.has("rates")) result.rates = numbers(json.array("rates"), file, "rates", result.gradients.size());
    const JsonReader expected = json.object("weights");
    for (const auto& [step, weights] : expected.json().items()) {
        const auto number = parse_number<std::uint64_t>(step);
        if (!number || *number < 1 || *number > result.gradients.size()) {
            throw InputError(file, "weights", quote(step), "a step from 1 to " + to_text(result.gradients.size()));
        }
        result.weights[*number] = numbers(weights, file, "weights of step " + step, result.places.size());
    }
    if (result.weights.empty()) throw InputError(file, "weights", "none", "those of one step at least");
    return result;
}

/// `step(rate or nothing, gradient in the arena)`, `weight(place)`; "" or where the run leaves the trajectory.
template <class Step, class Weight>
std::string follow(const Trajectory& trajectory, double tolerance, Step step, Weight weight) {
    for (std::size_t t = 0; t < trajectory.gradients.size(); ++t) {
        std::vector<double> gradient(trajectory.layout.size, 0.0);
        for (std::size_t i = 0; i < trajectory.places.size(); ++i) {
            gradient[trajectory.places[i]] = trajectory.gradients[t][i];
        }
        step(trajectory.rates.empty() ? std::optional<double>() : trajectory.rates[t], gradient);
        const auto expected = trajectory.weights.find(t + 1);
        if (expected == trajectory.weights.end()) continue;
        for (std::size_t i = 0; i < trajectory.places.size(); ++i) {
            const double found = weight(trajectory.places[i]), wanted = expected->second[i];
            if (std::abs(found - wanted) <= tolerance * std::max(0.1, std::abs(wanted))) continue;
            return "after step " + to_text(t + 1) + " parameter " + to_text(i) + " is " + to_text(found) +
                   ", the trajectory says " + to_text(wanted);
        }
    }
    return "";
}

/// In float or double, on the whole gradients that the file gives.
template <class Value>
std::string follow_on(const Subject& subject, const Trajectory& trajectory, double tolerance) {
    BasicOptimizer<Value> optimizer(subject.registry, subject.name, subject.settings, trajectory.layout,
                                    subject.instruction_sets.back());
    parallel::Team team(1);
    AlignedBuffer<Value> weights(trajectory.layout.size), gradient(trajectory.layout.size);
    for (std::size_t i = 0; i < trajectory.places.size(); ++i) {
        weights.data()[trajectory.places[i]] = static_cast<Value>(trajectory.start[i]);
    }
    return follow(
        trajectory, tolerance,
        [&](std::optional<double> rate, const std::vector<double>& given) {
            std::ranges::transform(given, gradient.data(), [](double g) { return static_cast<Value>(g); });
            optimizer.begin_step(rate.value_or(optimizer.learning_rate()));
            optimizer.apply_whole(weights.span(), gradient.span(), team);
        },
        [&](std::size_t place) { return static_cast<double>(weights.data()[place]); });
}

}  // namespace

Outcome follow_trajectory(const Subject& subject) {
    const Trajectory trajectory = read(subject.trajectory, subject.trajectory_file);
    if (Bench(subject, trajectory.layout).optimizer().needs_closure())
        return skipped("a line search has no given gradients");
    const std::string in_float = follow_on<float>(subject, trajectory, 1e-4);
    if (!in_float.empty()) return failed("in float: " + in_float);
    try {
        const std::string in_double = follow_on<double>(subject, trajectory, 1e-9);
        if (!in_double.empty()) return failed("in double: " + in_double);
    } catch (const InputError&) {
        throw;
    } catch (const Error&) {
        return passed("in float only: the rule has no loops in double");
    }
    return passed("in float and in double");
}

}  // namespace descent::update::conformance
