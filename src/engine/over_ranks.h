#pragma once
/// \file
/// The work split over ranks: each has computed the gradient of its nodes of the tree over the pieces. A rank adds one
/// slice of all of them, in the order of the tree, and gets the other slices from the others.

#include <span>
#include <vector>

#include "engine/context.h"
#include "engine/workspace.h"
#include "parallel/nodes.h"
#include "parallel/team.h"

namespace descent::engine {

/// [one thread] Of a list whose i-th entry rank i % size has, every rank gets all.
void share_blocks(parallel::Ranks& ranks, std::span<BatchResult> blocks);

class OverRanks {
public:
    OverRanks(const Context& context, parallel::Ranks& ranks);

    /// The nodes that this rank computes, of a batch of so many pieces.
    const std::vector<parallel::Node>& own_nodes(std::size_t pieces);

    /// `sums`: the gradient of each own node, which it may change; `pieces`: borders of the whole batch. Returns the
    /// gradient of the batch, valid until the next call; `costs` then has those of all patterns.
    std::span<float> add(std::span<AlignedBuffer<float>> sums, std::span<const std::size_t> pieces, Costs& costs);

private:
    /// A part of an arena that one rank adds.
    struct Slice {
        std::size_t first, count;
    };
    /// The sum of a node over this rank's slice.
    struct Sum {
        parallel::Node node;
        float* values;
    };

    void plan(std::size_t pieces);
    Slice slice_of(std::size_t rank) const;
    void exchange_slices(std::span<AlignedBuffer<float>> sums);
    const float* add_slice(std::span<AlignedBuffer<float>> sums);
    void share(const float* slice, std::span<const std::size_t> pieces, Costs& costs);
    void share_costs(std::span<const std::size_t> pieces, Costs& costs);

    const Context& context_;
    parallel::Ranks& ranks_;
    std::size_t planned_ = 0;                         ///< pieces
    std::vector<std::vector<parallel::Node>> nodes_;  ///< of each rank
    std::vector<AlignedBuffer<float>> received_;      ///< this rank's slice of the nodes of others, in their order
    std::vector<Sum> tree_;
    AlignedBuffer<float> total_;
    std::vector<parallel::Sent> sends_;
    std::vector<parallel::Received> receives_;
};

}  // namespace descent::engine
