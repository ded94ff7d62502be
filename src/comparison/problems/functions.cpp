#include "base/names.h"
#include "base/random.h"
#include "comparison/problems/function.h"

namespace descent::comparison {
namespace {

struct Named {
    std::string_view name;
    std::unique_ptr<Function> (*make)();
};

constexpr Named list[] = {
    {"rosenbrock", make_rosenbrock},
    {"beale", make_beale},
    {"noisy-quadratic", make_noisy_quadratic},
};

}  // namespace

std::vector<std::string> function_names() {
    std::vector<std::string> names;
    for (const Named& one : list) names.emplace_back(one.name);
    return names;
}

std::unique_ptr<Function> make_function(std::string_view name) {
    for (const Named& one : list) {
        if (one.name == name) return one.make();
    }
    throw_unknown(name, function_names(), "function");
}

std::vector<float> moved_start(std::span<const double> classical, std::uint64_t seed) {
    RandomStream stream(seed, "start of a function");
    std::vector<float> start;
    for (const double x : classical) start.push_back(static_cast<float>(x + 0.1 * (stream.uniform() - 0.5)));
    return start;
}

}  // namespace descent::comparison
