#include "contest/tuning.h"

#include <descent/error.h>
#include <descent/value.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/random.h"
#include "base/text.h"

namespace descent::contest {
namespace {

constexpr std::size_t most_settings = 100000;
constexpr std::array<std::size_t, 8> halton_bases = {2, 3, 5, 7, 11, 13, 17, 19};

/// The number with four significant digits, as text.
std::string four_digits(double value, double minimum, double maximum) {
    return to_text(std::clamp(*parse_number<double>(short_number(value, 4)), minimum, maximum));
}

/// The declared hyper-parameters that the protocol searches and the user left open.
std::vector<HyperParameterInfo> searched(const Contestant& contestant, const OptimizerInfo& info,
                                         const Protocol& protocol) {
    std::vector<HyperParameterInfo> result;
    if (protocol.tuning == Tuning::none) return result;
    for (const HyperParameterInfo& parameter : info.hyper_parameters) {
        const bool wanted = std::ranges::find(protocol.tuned, parameter.name) != protocol.tuned.end();
        if (wanted && !contestant.settings.contains(parameter.name)) result.push_back(parameter);
    }
    if (result.size() > halton_bases.size()) {
        throw UsageError("tuned", "at most " + to_text(halton_bases.size()) + " hyper-parameters can be searched");
    }
    return result;
}

/// The largest g >= 1 with g^dimensions <= budget.
std::size_t grid_points(std::size_t budget, std::size_t dimensions) {
    const auto fits = [&](std::size_t g) {
        std::size_t power = 1;
        for (std::size_t d = 0; d < dimensions; ++d) {
            if (power > budget / g) return false;
            power *= g;
        }
        return true;
    };
    std::size_t g = 1;
    while (fits(g + 1)) ++g;
    return g;
}

/// Positions in [0, 1]^d of a full grid, the last dimension fastest.
std::vector<std::vector<double>> grid(std::size_t budget, std::size_t dimensions) {
    const std::size_t g = grid_points(budget, dimensions);
    std::size_t points = 1;
    for (std::size_t d = 0; d < dimensions; ++d) points *= g;
    std::vector<std::vector<double>> positions(points, std::vector<double>(dimensions));
    for (std::size_t n = 0; n < points; ++n) {
        std::size_t rest = n;
        for (std::size_t d = dimensions; d-- > 0; rest /= g) {
            positions[n][d] = g == 1 ? 0.5 : static_cast<double>(rest % g) / static_cast<double>(g - 1);
        }
    }
    return positions;
}

std::vector<std::vector<double>> positions(const Protocol& protocol, std::size_t dimensions) {
    if (protocol.tuning == Tuning::grid) return grid(protocol.budget, dimensions);
    std::vector<std::vector<double>> result;
    RandomStream stream(protocol.first_seed, "tuning");
    for (std::size_t n = 0; n < protocol.budget; ++n) {
        std::vector<double> point = halton(n, dimensions);
        if (protocol.tuning == Tuning::random) std::ranges::generate(point, [&] { return stream.uniform(); });
        result.push_back(std::move(point));
    }
    return result;
}

/// Every setting so far with each of `values`.
std::vector<Settings> combined(const std::vector<Settings>& settings, const std::string& name,
                               const std::vector<std::string>& values) {
    if (values.empty()) throw UsageError("set", name + " has no value");
    if (settings.size() * values.size() > most_settings) {
        throw UsageError("set", "the lists make more than " + to_text(most_settings) + " settings");
    }
    std::vector<Settings> result;
    for (const Settings& base : settings) {
        for (const std::string& value : values) {
            result.push_back(base);
            result.back()[name] = value;
        }
    }
    return result;
}

}  // namespace

std::string value_at(const HyperParameterInfo& parameter, double position) {
    const double minimum = parameter.minimum, maximum = parameter.maximum;
    if (parameter.scale == Scale::choice) {
        const auto count = parameter.choices.size();
        const auto index = static_cast<std::size_t>(position * static_cast<double>(count));
        return parameter.choices.at(std::min(index, count - 1));
    }
    const auto text = [&](double value) {
        return four_digits(parameter.whole ? std::floor(value + 0.5) : value, minimum, maximum);
    };
    if (parameter.scale == Scale::linear) return text(minimum + position * (maximum - minimum));
    if (!(minimum > 0) || !std::isfinite(maximum)) {
        throw UsageError("tune", quote(parameter.name) + " has the range " + to_text(minimum) + " to " +
                                     to_text(maximum) + ", which has no logarithmic grid; give a list of its values");
    }
    const double lowest = std::max(minimum, parameter.default_value / search_factor);
    const double highest = std::min(maximum, parameter.default_value * search_factor);
    // min * (max / min)^position = exp((1 - position) ln min + position ln max)
    const double logarithm = (1 - position) * descent::log(lowest) + position * descent::log(highest);
    return parameter.whole ? text(descent::exp(logarithm)) : four_digits(descent::exp(logarithm), lowest, highest);
}

std::vector<double> halton(std::size_t n, std::size_t dimensions) {
    std::vector<double> point(dimensions);
    for (std::size_t d = 0; d < dimensions; ++d) {
        double digit_value = 1;
        for (std::size_t rest = n + 1; rest > 0; rest /= halton_bases[d]) {
            digit_value /= static_cast<double>(halton_bases[d]);
            point[d] += digit_value * static_cast<double>(rest % halton_bases[d]);
        }
    }
    return point;
}

std::vector<Settings> settings_to_try(const Contestant& contestant, const OptimizerInfo& info,
                                      const Protocol& protocol) {
    const std::vector<HyperParameterInfo> parameters = searched(contestant, info, protocol);
    std::vector<Settings> settings;
    if (parameters.empty()) {
        settings.emplace_back();
    } else {
        if (protocol.budget == 0 || protocol.budget > most_settings) {
            throw UsageError("budget",
                             "found " + to_text(protocol.budget) + ", expected 1 to " + to_text(most_settings));
        }
        for (const std::vector<double>& position : positions(protocol, parameters.size())) {
            settings.emplace_back();
            for (std::size_t d = 0; d < parameters.size(); ++d) {
                settings.back()[parameters[d].name] = value_at(parameters[d], position[d]);
            }
        }
    }
    for (const auto& [name, values] : contestant.settings) settings = combined(settings, name, values);
    // Choices and narrow ranges can give the same point twice: it is tried once.
    std::vector<Settings> distinct;
    for (Settings& one : settings) {
        if (std::ranges::find(distinct, one) == distinct.end()) distinct.push_back(std::move(one));
    }
    return distinct;
}

}  // namespace descent::contest
