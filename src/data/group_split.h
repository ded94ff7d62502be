#pragma once
/// \file
/// Whole groups of patterns, such as those of one patient.

#include <cstddef>
#include <cstdint>
#include <span>

#include "data/selection.h"

namespace descent::data {

/// Groups in an order drawn by the seed go to the other part, in turns, while this brings the numbers of held-out
/// patterns of each class closer (in the sum of squares) to `fraction` of the class, and no class is held out whole.
/// Then a class of several groups that has none in the other part gets one there, where that holds no other class out
/// whole. Each part keeps a group. `groups` and `labels`: of each pattern; all labels are 0 where there are no classes.
/// Throws UsageError for less than two groups.
HeldOut split_groups(std::span<const std::uint32_t> groups, std::span<const std::uint32_t> labels, double fraction,
                     std::uint64_t seed);

/// How many groups occur.
std::size_t count_groups(std::span<const std::uint32_t> groups);

}  // namespace descent::data
