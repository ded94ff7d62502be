#include <descent/dataset.h>
#include <descent/error.h>
#include <descent/value.h>

#include <array>
#include <limits>

#include "data/elements.h"
#include "data/names.h"

namespace descent {
namespace {

/// What the kinds of scaling need to know of each input: [columns].
struct Measured {
    std::vector<double> smallest, largest, mean, deviation;
};

/// Calls `visit(column, value)` row after row.
template <class Visit>
void for_each_value(const Dataset& data, Visit visit) {
    const Dataset::Inputs& in = data.raw_inputs();
    data::with_type(in.type, [&](auto zero) {
        using T = decltype(zero);
        for (const std::uint32_t row : data.rows()) {
            const std::byte* start = in.bytes + std::size_t{row} * in.columns * sizeof(T);
            for (std::size_t k = 0; k < in.columns; ++k) visit(k, static_cast<double>(data::element<T>(start, k)));
        }
    });
}

/// Each column is summed in the order of the patterns, in double: the same bits on every machine.
Measured measure(const Dataset& data) {
    const std::size_t columns = data.inputs();
    const auto n = static_cast<double>(data.patterns());
    constexpr double infinity = std::numeric_limits<double>::infinity();
    Measured result{std::vector<double>(columns, infinity), std::vector<double>(columns, -infinity),
                    std::vector<double>(columns, 0.0), std::vector<double>(columns, 0.0)};
    for_each_value(data, [&](std::size_t k, double x) {
        result.smallest[k] = min(x, result.smallest[k]);
        result.largest[k] = max(x, result.largest[k]);
        result.mean[k] += x;
    });
    for (double& sum : result.mean) sum /= n;
    // deviation = sqrt(1/n sum_p (x_p - mean)^2), in a second pass: the textbook's one-pass form cancels.
    for_each_value(data, [&](std::size_t k, double x) {
        const double distance = x - result.mean[k];
        result.deviation[k] += distance * distance;
    });
    for (double& sum : result.deviation) sum = sqrt(sum / n);
    return result;
}

/// 1 / spread, or `otherwise` where the column never varies or varies less than float32 can undo.
float inverse(double spread, bool varies, float otherwise) {
    const double result = 1 / spread;
    return varies && result <= std::numeric_limits<float>::max() ? static_cast<float>(result) : otherwise;
}

}  // namespace

Scaling fit_scaling(const Dataset& data, ScalingKind kind) {
    const std::size_t columns = data.inputs();
    Scaling scaling{std::vector<float>(columns, 0.0f), std::vector<float>(columns, 1.0f)};
    if (kind == ScalingKind::none) {
        if (data.raw_inputs().pixels) scaling.scale.assign(columns, 1.0f / 255.0f);
        return scaling;
    }
    if (data.patterns() == 0) throw Error("scaling needs at least one pattern");
    const Measured measured = measure(data);
    for (std::size_t k = 0; k < columns; ++k) {
        const double range = measured.largest[k] - measured.smallest[k];
        const bool by_deviation = kind == ScalingKind::standardise;
        scaling.shift[k] = static_cast<float>(by_deviation ? measured.mean[k] : measured.smallest[k]);
        scaling.scale[k] =
            by_deviation ? inverse(measured.deviation[k], range > 0, 1.0f) : inverse(range, range > 0, 0.0f);
    }
    return scaling;
}

std::string scaling_note(const Dataset& data, ScalingKind kind) {
    if (kind != ScalingKind::none || data.raw_inputs().type != ElementType::u8) return "";
    if (data.raw_inputs().pixels) return "inputs are pixels, divided by 255";
    return "inputs are bytes that stay whole numbers; scaling=standardise or scaling=min-max scales them";
}

std::span<const Named<ScalingKind>> enum_names(ScalingKind) {
    static constexpr std::array<Named<ScalingKind>, 3> names = {
        {{ScalingKind::none, "none"}, {ScalingKind::standardise, "standardise"}, {ScalingKind::min_max, "min-max"}}};
    return names;
}

ScalingKind parse_scaling(std::string_view name) { return value_of<ScalingKind>(name, "scaling"); }
std::string_view to_string(ScalingKind kind) { return name_of(kind); }

}  // namespace descent
