#include "training/names.h"

#include <array>

namespace descent {

std::span<const Named<OnDivergence>> enum_names(OnDivergence) {
    static constexpr std::array<Named<OnDivergence>, 3> names = {
        {{OnDivergence::stop, "stop"}, {OnDivergence::skip, "skip"}, {OnDivergence::restore, "restore"}}};
    return names;
}

std::span<const Named<StopReason>> enum_names(StopReason) {
    static constexpr std::array<Named<StopReason>, 5> names = {{{StopReason::finished, "finished"},
                                                                {StopReason::early_stopping, "early-stopping"},
                                                                {StopReason::diverged, "diverged"},
                                                                {StopReason::interrupted, "interrupted"},
                                                                {StopReason::maximum_steps, "maximum-steps"}}};
    return names;
}

std::string_view to_string(OnDivergence choice) { return name_of(choice); }
std::string_view to_string(StopReason reason) { return name_of(reason); }

OnDivergence parse_on_divergence(std::string_view name) { return value_of<OnDivergence>(name, "on_divergence"); }

}  // namespace descent
