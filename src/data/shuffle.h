#pragma once
/// \file
/// The order of the patterns in an epoch, from the seed and the epoch alone: resuming needs no other state.
///
///     data::shuffle(order, options.seed, epoch);

#include <cstdint>
#include <span>

#include "base/random.h"

namespace descent::data {

/// Reorders `numbers` at random (Fisher and Yates), every order equally likely.
void shuffle(std::span<std::uint32_t> numbers, RandomStream& stream);

/// The same for the rows of an epoch. The result depends on the order before: start each epoch from the same one.
/// [any thread] on different rows.
void shuffle(std::span<std::uint32_t> rows, std::uint64_t seed, std::uint64_t epoch);

}  // namespace descent::data
