#pragma once
/// \file
/// The fixed pieces of a batch: the reason why any number of threads gives the same bits.
///
/// A sum over the patterns of a batch is defined once, for every cut of the work: the batch is cut into pieces by its
/// number of patterns alone, a piece is summed in order, and the pieces are combined by a balanced binary tree. Whoever
/// adds them (tile by tile with a stack, buffer by buffer, thread by thread, rank by rank) follows that tree.

#include <bit>
#include <cstddef>
#include <vector>

namespace descent::parallel {

inline constexpr std::size_t smallest_piece = 256;  ///< patterns; below, joining costs more than it gives
inline constexpr std::size_t most_pieces = 64;

/// How many pieces a batch has: a power of two, so that the tree is balanced and every way to halve it agrees.
inline std::size_t piece_count(std::size_t patterns) {
    const std::size_t fitting = patterns / smallest_piece;
    return fitting == 0 ? 1 : std::bit_floor(fitting < most_pieces ? fitting : most_pieces);
}

/// `borders` becomes [piece_count + 1]: the first pattern of each piece, then the end. Inner borders are multiples of
/// 16 patterns.
inline void piece_borders(std::size_t patterns, std::vector<std::size_t>& borders) {
    const std::size_t count = piece_count(patterns);
    borders.resize(count + 1);
    for (std::size_t i = 0; i < count; ++i) borders[i] = patterns * i / count / 16 * 16;
    borders[count] = patterns;
}

}  // namespace descent::parallel
