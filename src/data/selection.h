#pragma once
/// \file
/// A random choice of so many positions.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"

namespace descent::data {

/// Which pattern is held out, by its position.
using HeldOut = std::vector<bool>;

/// Marks `wanted` of the positions. Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S):
/// a position is taken with probability wanted / left, so every choice of that many is equally likely.
inline void select(std::span<const std::uint32_t> positions, std::size_t wanted, RandomStream& stream, HeldOut& held) {
    std::size_t left = positions.size();
    for (const std::uint32_t position : positions) {
        const bool chosen = wanted > 0 && stream.below(left) < wanted;
        if (chosen) --wanted;
        held[position] = chosen;
        --left;
    }
}

}  // namespace descent::data
