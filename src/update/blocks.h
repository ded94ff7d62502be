#pragma once
/// \file
/// How an arena is cut for whole-gradient work, and how sums over it are defined: by its shape alone.

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "network/layout.h"

namespace descent::parallel {
class Team;
}

namespace descent::update {

/// Whole rows of one tensor.
struct Block {
    std::size_t tensor = 0;
    std::size_t offset = 0;  ///< in the arena
    std::size_t count = 0;   ///< floats
};

/// Blocks of about 16384 floats (64 KiB of each array: slots and weights of one block fit into a second-level cache).
std::vector<Block> cut_into_blocks(const network::Layout& layout);

/// Sums in sixteen lanes.
using Lanes = std::array<double, network::lane_count>;

/// The lanes of all blocks to one number: blocks by a balanced tree, then lanes by halves. Changes `lanes`.
double add_up(std::span<Lanes> lanes);

/// Calls body(i) for every i in [0, count): on the team when `floats` are worth it, else here.
template <class Body>
void for_each_block(parallel::Team& team, std::size_t count, std::size_t floats, Body&& body);

}  // namespace descent::update

#include "parallel/team.h"

namespace descent::update {

template <class Body>
void for_each_block(parallel::Team& team, std::size_t count, std::size_t floats, Body&& body) {
    constexpr std::size_t worth_a_team = 32768;  // some 20 microseconds of one thread; a fork and join costs a few
    if (team.size() == 1 || floats < worth_a_team) {
        for (std::size_t i = 0; i < count; ++i) body(i);
    } else {
        team.for_each(count, [&](std::size_t i, std::size_t) { body(i); });
    }
}

}  // namespace descent::update
