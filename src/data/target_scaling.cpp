#include <descent/dataset.h>
#include <descent/error.h>
#include <descent/target_scaling.h>

#include <array>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "data/moments.h"
#include "data/names.h"
#include "data/place.h"

namespace descent {
namespace {

/// Targets that are all equal, or differ less than double can undo, stay in their unit.
double target_scale(double spread) { return spread >= std::numeric_limits<double>::min() ? 1 / spread : 1; }

void require_target_range(const Dataset& data, std::size_t column, const data::Moments& measured) {
    if (std::isfinite(measured.range())) return;
    throw InputError(data.name(), data::target_of(data, column),
                     "targets from " + to_text(measured.smallest) + " to " + to_text(measured.largest),
                     "targets that lie at most " + to_text(std::numeric_limits<double>::max()) + " apart");
}

}  // namespace

TargetScaling fit_target_scaling(const Dataset& data, TargetScalingKind kind) {
    if (kind == TargetScalingKind::automatic) throw UsageError("target_scaling", "auto is chosen by a run");
    if (kind == TargetScalingKind::none || data.has_classes()) return {};
    const Dataset::Targets& targets = data.raw_targets();
    const auto* bytes = reinterpret_cast<const std::byte*>(targets.values.data());
    const auto columns = data::measure({bytes, ElementType::f64, targets.columns, data.rows()});
    TargetScaling scaling;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        require_target_range(data, i, columns[i]);
        const bool by_deviation = kind == TargetScalingKind::standardise && columns[i].varies();
        scaling.shift.push_back(by_deviation ? columns[i].mean : columns[i].smallest);
        scaling.scale.push_back(target_scale(by_deviation ? columns[i].deviation : columns[i].range()));
    }
    return scaling;
}

std::span<const Named<TargetScalingKind>> enum_names(TargetScalingKind) {
    static constexpr std::array<Named<TargetScalingKind>, 4> names = {{{TargetScalingKind::automatic, "auto"},
                                                                       {TargetScalingKind::none, "none"},
                                                                       {TargetScalingKind::standardise, "standardise"},
                                                                       {TargetScalingKind::min_max, "min-max"}}};
    return names;
}

TargetScalingKind parse_target_scaling(std::string_view name) {
    return value_of<TargetScalingKind>(name, "target_scaling");
}
std::string_view to_string(TargetScalingKind kind) { return name_of(kind); }

}  // namespace descent
