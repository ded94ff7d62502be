#pragma once
/// \file
/// Where an arena stopped being finite: for the messages of runs that diverge.

#include <optional>
#include <span>
#include <string>

#include "network/layout.h"

namespace descent::network {

struct NonFinite {
    std::string tensor;  ///< its name in the layout
    float value = 0;     ///< NaN or an infinity
};

/// [any thread] The first number of the arena that is not finite, padding left out.
std::optional<NonFinite> first_non_finite(const Layout& layout, std::span<const float> arena);

/// [any thread] "layers.0.weight (up to 3e38)": the tensor with the largest of all numbers, for a loss that overflowed
/// before any weight did.
std::string largest_tensor(const Layout& layout, std::span<const float> arena);

}  // namespace descent::network
