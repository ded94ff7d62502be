#pragma once
/// \file
/// Numbers that stopped being finite: where they are, and how that is said.

#include <descent/training.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "network/layout.h"

namespace descent::training {

/// The first tensor, in the order of the layout, that holds NaN or an infinity.
struct NonFinite {
    std::string tensor;  ///< "layers.0.weight"
    float value = 0;     ///< NaN or an infinity
};

/// Looks at real elements only: padding is never read as a result. [any thread]
std::optional<NonFinite> first_non_finite(const network::Layout& layout, std::span<const float> arena);

/// "NaN", "infinite".
std::string kind_of_non_finite(double value);

/// The tensor whose largest element is the largest of all, for a loss that overflowed before any weight did.
std::string largest_tensor(const network::Layout& layout, std::span<const float> arena);

}  // namespace descent::training
