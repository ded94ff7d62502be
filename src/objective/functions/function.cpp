#include "objective/functions/function.h"

#include <algorithm>

#include "base/names.h"
#include "base/random.h"

namespace descent::objective {

std::vector<std::string> function_names() {
    std::vector<std::string> names;
    for (const NamedFunction& one : functions()) names.emplace_back(one.name);
    return names;
}

std::unique_ptr<Function> make_function(std::string_view name) {
    const auto found = std::ranges::find(functions(), name, &NamedFunction::name);
    if (found != functions().end()) return found->make(0);
    throw_unknown(name, function_names(), "function");
}

std::vector<float> moved_start(std::span<const double> classical, std::size_t dimensions, std::uint64_t seed) {
    RandomStream stream(seed, "start of a function");
    std::vector<float> start;
    for (std::size_t i = 0; i < dimensions; ++i) {
        start.push_back(static_cast<float>(classical[i % classical.size()] + 0.1 * (stream.uniform() - 0.5)));
    }
    return start;
}

}  // namespace descent::objective
