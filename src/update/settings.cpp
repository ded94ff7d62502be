#include "update/settings.h"

#include <algorithm>
#include <cmath>

#include <descent/error.h>

#include "base/text.h"

namespace descent::update {
namespace {

double parse_choice(const std::string& option, const std::string& text, const HyperParameterInfo& parameter) {
    const auto found = std::find(parameter.choices.begin(), parameter.choices.end(), text);
    if (found != parameter.choices.end()) return static_cast<double>(found - parameter.choices.begin());
    throw UsageError(option, "is " + quote(text) + ", expected one of: " + join(parameter.choices) +
                                 did_you_mean(text, parameter.choices));
}

double parse_value(const std::string& text, const HyperParameterInfo& parameter) {
    const std::string option = "set " + parameter.name;
    if (parameter.scale == Scale::choice) return parse_choice(option, text, parameter);
    const auto number = parse_number<double>(text);
    const std::string range = to_text(parameter.minimum) + " to " + to_text(parameter.maximum);
    if (!number) throw UsageError(option, "is " + quote(text) + ", expected a number from " + range);
    if (!(*number >= parameter.minimum && *number <= parameter.maximum)) {
        throw UsageError(option, "is " + to_text(*number) + ", expected " + range);
    }
    if (parameter.whole && *number != std::floor(*number)) {
        throw UsageError(option, "is " + to_text(*number) + ", expected a whole number from " + range);
    }
    return *number;
}

}  // namespace

std::vector<double> parse_settings(const OptimizerInfo& info, const std::map<std::string, std::string>& settings) {
    std::vector<double> values;
    std::vector<std::string> names;
    for (const HyperParameterInfo& parameter : info.hyper_parameters) {
        const auto set = settings.find(parameter.name);
        values.push_back(set == settings.end() ? parameter.default_value : parse_value(set->second, parameter));
        names.push_back(parameter.name);
    }
    for (const auto& [name, value] : settings) {
        if (std::find(names.begin(), names.end(), name) != names.end()) continue;
        throw UsageError("set " + name, "optimizer " + quote(info.name) + " has no such hyper-parameter" +
                                            did_you_mean(name, names) +
                                            (names.empty() ? "; it has none" : " (it has: " + join(names) + ")"));
    }
    return values;
}

}  // namespace descent::update
