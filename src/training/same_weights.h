#pragma once
/// \file
/// Whether all ranks still have the same weights: a rule that reads a clock, or a processor that computes wrongly,
/// would otherwise go unnoticed.

#include <cstdint>
#include <span>

#include "parallel/ranks.h"

namespace descent::training {

/// [one thread] Throws parallel::Refused at all ranks, which names the first whose weights are not those of rank 0
/// after that step.
void require_same_weights(parallel::Ranks& ranks, std::span<const float> weights, std::uint64_t step);

}  // namespace descent::training
