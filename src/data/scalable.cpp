#include "data/scalable.h"

#include <descent/error.h>
#include <descent/value.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "data/elements.h"
#include "data/place.h"

namespace descent {
namespace {

constexpr double largest_float = std::numeric_limits<float>::max();

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

double filled(double raw, const Scaling& scaling, std::size_t input) {
    return raw == raw || scaling.fill.empty() ? raw : scaling.fill[input];
}

void require_fits(const Dataset& data, const Scaling& scaling, std::uint32_t row, std::size_t input, double raw) {
    if (data::fits(filled(raw, scaling, input), scaling, input, data.raw_inputs().type)) return;
    const bool missing = raw != raw;
    throw InputError(data.name(), data::place_of_input(data, row, input), missing ? "a missing value" : to_text(raw),
                     missing ? "a number" : "a number within float32 once it is scaled");
}

/// Patterns of a table, whose inputs are looked at one by one only where the stored columns do not settle it.
class ExpandedCheck {
public:
    ExpandedCheck(const Dataset& data, const Scaling& scaling)
        : data_(data),
          scaling_(scaling),
          expansion_(data.expansion()),
          stored_(data.raw_inputs().columns),
          inputs_(data.inputs()),
          bits_fit_(bits_fit(expansion_.categories) && bits_fit(expansion_.indicators)) {}

    void require(std::uint32_t row) {
        const std::byte* const bytes = data_.raw_inputs().bytes + row * stored_.size() * sizeof(double);
        std::memcpy(stored_.data(), bytes, stored_.size() * sizeof(double));
        if (bits_fit_ && numbers_fit() && (!scaling_.fill.empty() || has_all_categories())) return;
        expand(expansion_, stored_, inputs_);
        for (std::size_t k = 0; k < inputs_.size(); ++k) require_fits(data_, scaling_, row, k, inputs_[k]);
    }

private:
    bool fits(std::size_t input, double x) const { return data::fits(x, scaling_, input, ElementType::f64); }

    /// Zeros, ones and what stands for missing values.
    bool bits_fit(const std::vector<InputRange>& ranges) const {
        return std::ranges::all_of(ranges, [&](const InputRange& range) {
            for (std::size_t k = range.input; k < range.input + range.count; ++k) {
                if (!fits(k, 0) || !fits(k, 1)) return false;
                if (!scaling_.fill.empty() && !fits(k, scaling_.fill[k])) return false;
            }
            return true;
        });
    }

    bool numbers_fit() const {
        return std::ranges::all_of(expansion_.numbers, [&](const InputRange& range) {
            for (std::size_t k = 0; k < range.count; ++k) {
                const std::size_t input = range.input + k;
                if (!fits(input, filled(stored_[range.column + k], scaling_, input))) return false;
            }
            return true;
        });
    }

    bool has_all_categories() const {
        return std::ranges::none_of(expansion_.categories,
                                    [&](const InputRange& range) { return std::isnan(stored_[range.column]); });
    }

    const Dataset& data_;
    const Scaling& scaling_;
    const Expansion& expansion_;
    std::vector<double> stored_, inputs_;
    bool bits_fit_;
};

}  // namespace

namespace data {

double largest_of(ElementType type) {
    const bool is_narrow = type == ElementType::u8 || type == ElementType::f32;
    return is_narrow ? largest_float : std::numeric_limits<double>::max();
}

bool fits(double x, const Scaling& scaling, std::size_t input, ElementType type) {
    const double shifted = x - scaling.shift[input];
    return abs(shifted) <= largest_of(type) && abs(shifted * scaling.scale[input]) <= largest_float;
}

}  // namespace data

void require_scalable(const Dataset& data, const Scaling& scaling) {
    if (stays_within(data, scaling)) return;
    if (!data.expansion().empty()) {
        ExpandedCheck check(data, scaling);
        for (const std::uint32_t row : data.rows()) check.require(row);
        return;
    }
    const Dataset::Inputs& in = data.raw_inputs();
    data::with_type(in.type, [&](auto zero) {
        using T = decltype(zero);
        for (const std::uint32_t row : data.rows()) {
            for (std::size_t k = 0; k < in.columns; ++k) {
                require_fits(data, scaling, row, k,
                             static_cast<double>(data::element<T>(in.bytes, row * in.columns + k)));
            }
        }
    });
}

}  // namespace descent
