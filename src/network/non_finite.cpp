#include "network/non_finite.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "base/text.h"

namespace descent::network {
namespace {

/// All exponent bits set: NaN or an infinity. On the bits, so that the loop over a row becomes vector code.
constexpr std::uint32_t exponent_bits = 0x7f800000U;

bool all_finite(std::span<const float> row) {
    std::uint32_t bad = 0;
    for (const float value : row) bad |= (std::bit_cast<std::uint32_t>(value) & exponent_bits) == exponent_bits;
    return bad == 0;
}

template <class Visit>
void each_row(const Layout& layout, std::span<const float> arena, const Visit& visit) {
    for (const Tensor& tensor : layout.tensors) {
        for (std::size_t row = 0; row < tensor.rows; ++row) {
            if (!visit(tensor, arena.subspan(tensor.offset + row * tensor.stride, tensor.columns))) return;
        }
    }
}

}  // namespace

std::optional<NonFinite> first_non_finite(const Layout& layout, std::span<const float> arena) {
    std::optional<NonFinite> found;
    each_row(layout, arena, [&](const Tensor& tensor, std::span<const float> row) {
        if (all_finite(row)) return true;
        const auto bad = std::ranges::find_if_not(row, [](float value) { return std::isfinite(value); });
        found = {tensor.name, *bad};
        return false;
    });
    return found;
}

std::string largest_tensor(const Layout& layout, std::span<const float> arena) {
    std::string name = layout.tensors.front().name;
    float largest = 0;
    each_row(layout, arena, [&](const Tensor& tensor, std::span<const float> row) {
        for (const float value : row) {
            if (std::abs(value) > largest) {
                largest = std::abs(value);
                name = tensor.name;
            }
        }
        return true;
    });
    return name + " (up to " + to_text(largest) + ")";
}

}  // namespace descent::network
