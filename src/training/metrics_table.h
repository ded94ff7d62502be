#pragma once
/// \file
/// The epochs of a run as a table of doubles, for the file beside its checkpoint.

#include <descent/observer.h>

#include <cstddef>
#include <span>
#include <vector>

namespace descent::training {

/// Columns of the table: epoch, step, loss, accuracy, validation_loss, validation_accuracy, learning_rate, seconds,
/// patterns_per_second, norms of gradient and weights; NaN where something was not measured. In files: never change.
inline constexpr std::size_t metrics_columns = 11;

/// [epochs][metrics_columns]
std::vector<double> to_table(std::span<const EpochEvent> events);

/// From the bytes of a table. `epochs` is the length of the run that resumes; `validated` tells whether it has
/// validation data.
std::vector<EpochEvent> from_table(std::span<const std::byte> table, std::uint64_t epochs, bool validated);

}  // namespace descent::training
