#pragma once
/// \file
/// Whether a top-k accuracy that was asked for exists.

#include <cstddef>
#include <optional>

namespace descent::model {

/// Throws UsageError unless `top_k` is nothing, or from 1 to one less than the classes; 0 of them are numbers.
void check_top_k(std::optional<std::size_t> top_k, std::size_t classes);

}  // namespace descent::model
