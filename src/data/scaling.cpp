#include <descent/dataset.h>
#include <descent/error.h>

#include <array>
#include <limits>

#include "base/text.h"
#include "data/fill.h"
#include "data/input_moments.h"
#include "data/names.h"
#include "data/place.h"
#include "data/scalable.h"

namespace descent {
namespace {

/// 1 / spread, or `otherwise` where the column never varies or varies less than that arithmetic can undo.
double inverse(double spread, bool varies, double otherwise, ElementType type) {
    const double result = 1 / spread;
    return varies && result <= data::largest_of(type) && spread >= std::numeric_limits<double>::min() ? result
                                                                                                      : otherwise;
}

void require_range(const Dataset& data, std::size_t column, const data::Moments& measured) {
    if (measured.range() <= data::largest_of(data.raw_inputs().type)) return;
    throw InputError(data.name(), data::column_of(data, column),
                     "numbers from " + to_text(measured.smallest) + " to " + to_text(measured.largest),
                     "numbers that lie at most " + to_text(data::largest_of(data.raw_inputs().type)) + " apart");
}

Scaling identity(const Dataset& data) {
    Scaling scaling{std::vector<double>(data.inputs(), 0.0), std::vector<double>(data.inputs(), 1.0)};
    if (data.raw_inputs().pixels) scaling.scale.assign(data.inputs(), 1.0 / 255.0);
    return scaling;
}

Scaling fitted(const Dataset& data, ScalingKind kind, const std::vector<data::Moments>& columns) {
    Scaling scaling = identity(data);
    const ElementType type = data.raw_inputs().type;
    const std::vector<bool> binary = binary_inputs(data.details().columns);
    for (std::size_t k = 0; k < columns.size(); ++k) {
        if (!binary.empty() && binary[k]) continue;
        const data::Moments& column = columns[k];
        require_range(data, k, column);
        const bool by_deviation = kind == ScalingKind::standardise;
        if (column.count == 0) continue;
        scaling.shift[k] = by_deviation && column.varies() ? column.mean : column.smallest;
        scaling.scale[k] = by_deviation ? inverse(column.deviation, column.varies(), 1, type)
                                        : inverse(column.range(), column.varies(), 0, type);
    }
    return scaling;
}

/// Whether all numbers of columns that were measured fit, as scaling keeps their order.
bool ends_fit(const Dataset& data, const Scaling& scaling, const std::vector<data::Moments>& columns) {
    const ElementType type = data.raw_inputs().type;
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const data::Moments& column = columns[k];
        if (!data::fits(column.smallest, scaling, k, type) || !data::fits(column.largest, scaling, k, type))
            return false;
        if (column.count < data.patterns() &&
            (scaling.fill.empty() || !data::fits(scaling.fill[k], scaling, k, type))) {
            return false;
        }
    }
    return true;
}

}  // namespace

Scaling fit_scaling(const Dataset& data, ScalingKind kind) {
    const bool measures = kind != ScalingKind::none || data::has_missing(data);
    if (measures && data.patterns() == 0) throw Error("scaling needs at least one pattern");
    const auto columns = measures ? data::measure_inputs(data) : std::vector<data::Moments>();
    Scaling scaling = kind == ScalingKind::none ? identity(data) : fitted(data, kind, columns);
    if (data::has_missing(data)) scaling.fill = data::fit_fill(data, columns);
    if (!measures || !ends_fit(data, scaling, columns)) require_scalable(data, scaling);
    return scaling;
}

std::string scaling_note(const Dataset& data, ScalingKind kind) {
    if (kind != ScalingKind::none || data.raw_inputs().type != ElementType::u8) return "";
    if (data.raw_inputs().pixels) return "inputs are pixels, divided by 255";
    return "inputs are bytes that stay whole numbers; scaling=standardise or min-max scales them";
}

std::span<const Named<ScalingKind>> enum_names(ScalingKind) {
    static constexpr std::array<Named<ScalingKind>, 3> names = {
        {{ScalingKind::none, "none"}, {ScalingKind::standardise, "standardise"}, {ScalingKind::min_max, "min-max"}}};
    return names;
}

ScalingKind parse_scaling(std::string_view name) { return value_of<ScalingKind>(name, "scaling"); }
std::string_view to_string(ScalingKind kind) { return name_of(kind); }

}  // namespace descent
