#pragma once
/// \file
/// How far apart mean ranks must lie (Nemenyi 1963; Demsar 2006).

#include <cstddef>
#include <optional>

namespace descent::report {

/// `q sqrt(k (k + 1) / (6 N))`: two of k optimizers differ at the level 0.05 where their mean ranks over N problems are
/// this far apart. sqrt(2) q is the 0.95 quantile of the range of k standard normal numbers. Nothing for fewer than two
/// optimizers or problems, or more than 20 optimizers.
std::optional<double> critical_difference(std::size_t optimizers, std::size_t problems);

}  // namespace descent::report
