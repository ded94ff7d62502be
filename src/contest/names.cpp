#include "contest/names.h"

#include <array>

#include "objective/functions/function.h"

namespace descent {
std::span<const Named<Tuning>> enum_names(Tuning) {
    static constexpr std::array<Named<Tuning>, 4> names = {{{Tuning::none, "none"},
                                                            {Tuning::grid, "grid"},
                                                            {Tuning::random, "random"},
                                                            {Tuning::quasi_random, "quasi-random"}}};
    return names;
}

std::string_view to_string(Tuning tuning) { return name_of(tuning); }
Tuning parse_tuning(std::string_view name) { return value_of<Tuning>(name, "tune"); }

Problem test_function_problem(std::string_view name) {
    objective::make_function(name);  // throws for an unknown name
    Problem problem{.name = std::string(name), .metric = Metric::loss, .function = std::string(name)};
    problem.options.epochs = 20;
    return problem;
}

}  // namespace descent
