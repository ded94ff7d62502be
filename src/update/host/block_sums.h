#pragma once
/// \file
/// Numbers that a rule measures in every block of the arena, added up in one order for any team.

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
        std::array<double, most * network::lane_count> local;
        local.fill(start_);
        measure(local.data());
        for (std::size_t m = 0; m < count_; ++m) {
            for (std::size_t lane = 0; lane < network::lane_count; ++lane) {
                lanes_[m * blocks_ + block][lane] = local[m * network::lane_count + lane] - start_;
            }
        }
    }

    /// [one thread] From now on lanes start at that number, which is taken off again. 0 leaves the bits as they are.
    void start_lanes_at(double start) { start_ = start; }

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
    double start_ = 0;
    std::vector<Lanes> lanes_;  // [count][blocks]
};

}  // namespace descent::update
