#include <descent/dataset.h>
#include <descent/error.h>
#include <descent/value.h>

#include <array>
#include <limits>

#include "base/text.h"
#include "data/elements.h"
#include "data/fill.h"
#include "data/moments.h"
#include "data/names.h"
#include "data/place.h"

namespace descent {
namespace {

constexpr double largest_float = std::numeric_limits<float>::max();

bool is_narrow(ElementType type) { return type == ElementType::u8 || type == ElementType::f32; }

/// What two numbers can lie apart in the arithmetic that they are scaled in, and its largest factor.
double largest_of(ElementType type) { return is_narrow(type) ? largest_float : std::numeric_limits<double>::max(); }

/// 1 / spread, or `otherwise` where the column never varies or varies less than that arithmetic can undo.
double inverse(double spread, bool varies, double otherwise, ElementType type) {
    const double result = 1 / spread;
    return varies && result <= largest_of(type) && spread >= std::numeric_limits<double>::min() ? result : otherwise;
}

void require_range(const Dataset& data, std::size_t column, const data::Moments& measured) {
    if (measured.range() <= largest_of(data.raw_inputs().type)) return;
    throw InputError(data.name(), data::column_of(data, column),
                     "numbers from " + to_text(measured.smallest) + " to " + to_text(measured.largest),
                     "numbers that lie at most " + to_text(largest_of(data.raw_inputs().type)) + " apart");
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

/// Whether float32 holds x once it is scaled; no for NaN.
bool fits(double x, const Scaling& scaling, std::size_t k, ElementType type) {
    const double shifted = x - scaling.shift[k];
    return abs(shifted) <= largest_of(type) && abs(shifted * scaling.scale[k]) <= largest_float;
}

/// Whether all numbers of columns that were measured fit, as scaling keeps their order.
bool ends_fit(const Dataset& data, const Scaling& scaling, const std::vector<data::Moments>& columns) {
    const ElementType type = data.raw_inputs().type;
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const data::Moments& column = columns[k];
        if (!fits(column.smallest, scaling, k, type) || !fits(column.largest, scaling, k, type)) return false;
        if (column.count < data.patterns() && (scaling.fill.empty() || !fits(scaling.fill[k], scaling, k, type))) {
            return false;
        }
    }
    return true;
}

/// Whether each number surely stays within float32, so that none need be looked at.
bool stays_within(const Dataset& data, const Scaling& scaling) {
    const ElementType type = data.raw_inputs().type;
    const double largest = type == ElementType::u8 ? 255 : type == ElementType::f64 ? 0 : largest_float;
    if (largest == 0) return false;
    for (std::size_t k = 0; k < data.inputs(); ++k) {
        if (!((largest + abs(scaling.shift[k])) * abs(scaling.scale[k]) <= largest_float)) return false;
    }
    return true;
}

}  // namespace

Scaling fit_scaling(const Dataset& data, ScalingKind kind) {
    const bool measures = kind != ScalingKind::none || data::has_missing(data);
    if (measures && data.patterns() == 0) throw Error("scaling needs at least one pattern");
    const Dataset::Inputs& in = data.raw_inputs();
    const data::MatrixRows rows{in.bytes, in.type, in.columns, data.rows()};
    const auto columns = measures ? data::measure(rows) : std::vector<data::Moments>();
    Scaling scaling = kind == ScalingKind::none ? identity(data) : fitted(data, kind, columns);
    if (data::has_missing(data)) scaling.fill = data::fit_fill(data, columns);
    if (!measures || !ends_fit(data, scaling, columns)) require_scalable(data, scaling);
    return scaling;
}

void require_scalable(const Dataset& data, const Scaling& scaling) {
    if (stays_within(data, scaling)) return;
    const Dataset::Inputs& in = data.raw_inputs();
    data::with_type(in.type, [&](auto zero) {
        using T = decltype(zero);
        for (const std::uint32_t row : data.rows()) {
            for (std::size_t k = 0; k < in.columns; ++k) {
                const auto raw = static_cast<double>(data::element<T>(in.bytes, row * in.columns + k));
                const double x = raw == raw || scaling.fill.empty() ? raw : scaling.fill[k];
                if (fits(x, scaling, k, in.type)) continue;
                throw InputError(data.name(), data::place_of_input(data, row, k),
                                 raw == raw ? to_text(raw) : "a missing value",
                                 raw == raw ? "a number within float32 once it is scaled" : "a number");
            }
        }
    });
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
