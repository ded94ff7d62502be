#pragma once
/// \file
/// The norms extension: every tensor is measured before it is updated. Sums over a tensor have one order, so norms are
/// the same bits for any team.

#include <span>
#include <vector>

#include "update/blocks.h"
#include "update/host/block_sums.h"
#include "update/host/instance.h"

namespace descent::update {

class Norms {
public:
    /// Of a rule that has the extension; `instance` must outlive it.
    Norms(const Instance& instance, const network::Layout& layout);

    std::span<const Block> blocks() const { return blocks_; }

    /// [inside a step] Where the measures of a block go: sums[measure][lane] of `measure(sums)`.
    template <class Measure>
    void measure(std::size_t block, Measure&& measure) {
        squares_.measure(block, measure);
    }

    /// [one thread] As that of BlockSums.
    void start_lanes_at(double start) { squares_.start_lanes_at(start); }

    /// [one thread] Calls `use(tensor, norms)` for every tensor in turn, norms: [measures]. Uses the sums up.
    template <class Use>
    void for_each_tensor(Use&& use) {
        for (std::size_t first = 0, end = 0; first < blocks_.size(); first = end) {
            const std::size_t tensor = blocks_[first].tensor;
            while (end < blocks_.size() && blocks_[end].tensor == tensor) ++end;
            use(tensor, norms_of(first, end));
        }
    }

private:
    using Squares = BlockSums<DESCENT_MOST_MEASURES>;
    Squares::Values norms_of(std::size_t first, std::size_t end);

    std::vector<Block> blocks_;
    Squares squares_;  // of the measures
};

}  // namespace descent::update
