#pragma once
/// \file
/// A share of each class.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "data/selection.h"

namespace descent::data {

/// How many patterns of each class are held out, given how many it has. Largest remainders (Hamilton's method) within
/// bounds: from a class with at least two patterns at least one and never all, from a class with one none. `wanted` in
/// all where the bounds allow it, else the nearest number that they allow.
std::vector<std::size_t> apportion(std::span<const std::size_t> counts, double fraction, std::size_t wanted);

/// The same of patterns by their labels, each class drawn from a random stream of its own.
HeldOut split_classes(std::span<const std::uint32_t> labels, std::size_t classes, double fraction, std::size_t wanted,
                      std::uint64_t seed);

}  // namespace descent::data
