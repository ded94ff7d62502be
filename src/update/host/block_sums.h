#pragma once
/// \file
/// Numbers that a rule measures in every block of the arena, added up in one order for any team.

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "update/blocks.h"

namespace descent::update {

/// `most`: numbers a block at most.
template <std::size_t most>
class BlockSums {
public:
    using Values = std::array<double, most>;

    BlockSums(std::size_t count, std::size_t blocks) : count_(count), blocks_(blocks), lanes_(count * blocks) {}

    /// [inside a step] Where the numbers of a block go: lanes[number][lane] of `measure(lanes)`.
    template <class Measure>
    void measure(std::size_t block, Measure&& measure) {
        std::array<double, most * network::lane_count> local{};
        measure(local.data());
        for (std::size_t m = 0; m < count_; ++m) {
            std::copy_n(local.begin() + static_cast<std::ptrdiff_t>(m * network::lane_count), network::lane_count,
                        lanes_[m * blocks_ + block].begin());
        }
    }

    /// [one thread] The sums over blocks [first, end), [count]; uses their lanes up.
    Values add_up_blocks(std::size_t first, std::size_t end) {
        Values sums{};
        for (std::size_t m = 0; m < count_; ++m) {
            sums[m] = add_up(std::span(lanes_).subspan(m * blocks_ + first, end - first));
        }
        return sums;
    }

private:
    std::size_t count_, blocks_;
    std::vector<Lanes> lanes_;  // [count][blocks]
};

}  // namespace descent::update
