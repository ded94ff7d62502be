#pragma once
/// \file
/// What is chosen where nothing was given, from the data. docs/defaults.md has the measurements.

#include <descent/dataset.h>

#include <cstdint>

namespace descent::cli {

constexpr std::uint64_t default_batch_size = 128;

/// Standardise, but pixels stay between 0 and 1.
ScalingKind default_scaling(const Dataset& training);

/// As many as make some 20,000 updates, at least 10 and at most 200. `batch_size` 0: all patterns.
std::uint64_t default_epochs(std::size_t patterns, std::uint64_t batch_size);

}  // namespace descent::cli
