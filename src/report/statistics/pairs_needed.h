#pragma once
/// \file
/// How many pairs a signed-rank test would need, judged by the differences that are there.

#include <cstdint>
#include <optional>
#include <span>

namespace descent::report {

/// Pairs in all that tell the two apart at `significance_level`, corrected over `comparisons`, with probability 0.8, if
/// further pairs are as those here: `n = (z_a + z_b)^2 / (3 (q - 1/2)^2)`, where q is the share of the sums of two
/// differences that are above 0 (a sum of 0 counts half), P(Z > z_a) = level / (2 comparisons), P(Z > z_b) = 0.2
/// (Noether 1987). Never fewer than the test needs when all pairs agree, and that many where all sums do. Nothing where
/// q is 1/2, or for fewer than two pairs, or when it would take more than 10000.
std::optional<std::uint64_t> pairs_needed(std::span<const double> differences, std::size_t comparisons);

}  // namespace descent::report
