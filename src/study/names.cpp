#include "study/names.h"

#include <array>

namespace descent {

std::span<const Named<Metric>> enum_names(Metric) {
    static constexpr std::array<Named<Metric>, 2> names = {{{Metric::loss, "loss"}, {Metric::accuracy, "accuracy"}}};
    return names;
}

std::span<const Named<Phase>> enum_names(Phase) {
    static constexpr std::array<Named<Phase>, 2> names = {{{Phase::tune, "tune"}, {Phase::final, "final"}}};
    return names;
}

}  // namespace descent
