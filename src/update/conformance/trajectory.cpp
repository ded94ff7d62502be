#include "update/conformance/trajectory.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>

#include <descent/error.h>

#include "base/json.h"
#include "base/text.h"
#include "update/conformance/plain_run.h"

namespace descent::update::conformance {
namespace {

constexpr std::size_t widest = 4096, most_layers = 64, most_parameters = std::size_t{1} << 24U;
constexpr std::uint64_t most_steps = 1000000;

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
    std::vector<std::vector<double>> gradients;  // [steps]; empty where there is a function
    std::unique_ptr<Function> function;
    std::uint64_t steps = 0;
    std::map<std::uint64_t, std::vector<double>> weights;
};

/// Inputs, then the units of each layer.
network::Layout read_shape(const JsonReader& json, const std::string& file) {
    const Json& shape = json.array("shape");
    if (shape.size() < 2 || shape.size() > most_layers + 1) {
        throw InputError(file, "shape", to_text(shape.size()) + " values",
                         "inputs and the units of 1 to " + to_text(most_layers) + " layers");
    }
    std::vector<std::size_t> units;
    std::size_t parameters = 0;
    for (const double side : numbers(shape, file, "shape", shape.size())) {
        if (!(side >= 1 && side <= widest && side == std::floor(side))) {
            throw InputError(file, "shape", to_text(side), "a whole number from 1 to " + to_text(widest));
        }
        if (!units.empty()) parameters += (units.back() + 1) * static_cast<std::size_t>(side);
        units.push_back(static_cast<std::size_t>(side));
    }
    if (parameters > most_parameters) {
        throw InputError(file, "shape", to_text(parameters) + " parameters", "at most " + to_text(most_parameters));
    }
    const std::size_t inputs = units.front();
    units.erase(units.begin());
    return layout_of(inputs, units);
}

std::unique_ptr<Function> read_function(const JsonReader& json, const std::string& file,
                                        const network::Layout& layout) {
    const std::string name = json.text("function");
    const std::vector<std::string> names = objective::function_names();
    if (std::ranges::find(names, name) == names.end()) {
        throw InputError(file, "function", quote(name), "one of " + join(names));
    }
    if (json.has("gradients")) throw InputError(file, "gradients", "gradients beside a function", "one of both");
    return function_on(layout, name);
}

Trajectory read(const std::string& text, const std::string& file) {
    const JsonReader json(parse_json(text, file), file);
    Trajectory result;
    result.layout = read_shape(json, file);
    result.places = places_of(result.layout);
    result.start = numbers(json.array("start"), file, "start", result.places.size());
    if (json.has("function")) {
        result.function = read_function(json, file, result.layout);
    } else {
        for (const Json& gradient : json.array("gradients")) {
            result.gradients.push_back(numbers(gradient, file, "gradients", result.places.size()));
        }
    }
    const std::uint64_t most = result.function ? most_steps : result.gradients.size();
    const JsonReader expected = json.object("weights");
    for (const auto& [step, weights] : expected.json().items()) {
        const auto number = parse_number<std::uint64_t>(step);
        if (!number || *number < 1 || *number > most) {
            throw InputError(file, "weights", quote(step), "a step from 1 to " + to_text(most));
        }
        result.weights[*number] = numbers(weights, file, "weights of step " + step, result.places.size());
    }
    if (result.weights.empty()) throw InputError(file, "weights", "none", "those of one step at least");
    result.steps = result.function ? result.weights.rbegin()->first : result.gradients.size();
    if (json.has("rates")) result.rates = numbers(json.array("rates"), file, "rates", result.steps);
    return result;
}

/// In float or double; "" or where the run leaves the trajectory.
template <class Value>
std::string follow_on(const Subject& subject, const Trajectory& trajectory, double tolerance) {
    PlainRun<Value> run(subject, trajectory.layout, trajectory.start);
    for (std::uint64_t t = 0; t < trajectory.steps; ++t) {
        const auto rate = trajectory.rates.empty() ? std::optional<double>() : trajectory.rates[t];
        trajectory.function ? run.step(*trajectory.function, rate) : run.step(trajectory.gradients[t], rate);
        const auto expected = trajectory.weights.find(t + 1);
        if (expected == trajectory.weights.end()) continue;
        for (std::size_t i = 0; i < trajectory.places.size(); ++i) {
            const double found = run.weight(i), wanted = expected->second[i];
            if (std::abs(found - wanted) <= tolerance * std::max(0.1, std::abs(wanted))) continue;
            return "after step " + to_text(t + 1) + " " + name_of(trajectory.layout, trajectory.places[i]) + " is " +
                   to_text(found) + ", the trajectory says " + to_text(wanted);
        }
    }
    return "";
}

}  // namespace

Outcome follow_trajectory(const Subject& subject) {
    const Trajectory trajectory = read(subject.trajectory, subject.trajectory_file);
    if (!trajectory.function && PlainRun<float>(subject, trajectory.layout, trajectory.start).needs_closure()) {
        throw InputError(subject.trajectory_file, "gradients", "gradients for a rule that evaluates the loss itself",
                         "the name of a function: \"function\": \"rosenbrock\"");
    }
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
