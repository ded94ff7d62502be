#include <descent/comparison.h>
#include <descent/error.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "comparison/problems/function.h"

namespace descent {
namespace {

constexpr std::array<std::string_view, 4> tuning_names = {"none", "grid", "random", "quasi-random"};

}  // namespace

std::string_view to_string(Tuning tuning) { return tuning_names.at(static_cast<std::size_t>(tuning)); }

Tuning parse_tuning(std::string_view name) {
    const auto found = std::ranges::find(tuning_names, name);
    if (found != tuning_names.end()) return static_cast<Tuning>(found - tuning_names.begin());
    const std::vector<std::string> names(tuning_names.begin(), tuning_names.end());
    throw UsageError("--tune", "found " + quote(name) + ", expected one of " + join(names) + did_you_mean(name, names));
}

std::vector<std::string> test_functions() { return comparison::function_names(); }

Problem test_function_problem(std::string_view name) {
    comparison::make_function(name);  // throws for an unknown name
    Problem problem{.name = std::string(name), .metric = Metric::loss, .function = std::string(name)};
    problem.options.epochs = 20;
    return problem;
}

}  // namespace descent
