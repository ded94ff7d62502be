#include "engine/over_ranks.h"

#include <algorithm>

namespace descent::engine {

namespace {

/// Patterns of pieces [first, end).
struct Patterns {
    std::size_t first, count;
};

Patterns patterns_of(std::size_t rank, std::size_t ranks, std::span<const std::size_t> pieces) {
    const std::size_t count = pieces.size() - 1;
    const std::size_t first = pieces[parallel::first_piece(rank, ranks, count)];
    return {first, pieces[parallel::first_piece(rank + 1, ranks, count)] - first};
}

}  // namespace

void share_blocks(parallel::Ranks& ranks, std::span<BatchResult> blocks) {
    std::vector<parallel::Sent> sends;
    std::vector<parallel::Received> receives;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const std::size_t owner = i % ranks.size();
        for (std::size_t other = 0; other < ranks.size() && owner == ranks.rank(); ++other) {
            if (other != owner) sends.push_back({other, parallel::bytes_of(blocks[i])});
        }
        if (owner != ranks.rank()) receives.push_back({owner, parallel::bytes_of(blocks[i])});
    }
    ranks.exchange(sends, receives);
}

OverRanks::OverRanks(const Context& context, parallel::Ranks& ranks)
    : context_(context), ranks_(ranks), total_(context.layout.size) {}

const std::vector<parallel::Node>& OverRanks::own_nodes(std::size_t pieces) {
    if (planned_ != pieces) plan(pieces);
    return nodes_[ranks_.rank()];
}

void OverRanks::plan(std::size_t pieces) {
    planned_ = pieces;
    nodes_.clear();
    std::size_t foreign = 0;
    for (std::size_t rank = 0; rank < ranks_.size(); ++rank) {
        nodes_.push_back(parallel::nodes_of(rank, ranks_.size(), pieces));
        if (rank != ranks_.rank()) foreign += nodes_.back().size();
    }
    const std::size_t room = slice_of(ranks_.rank()).count;
    while (received_.size() < foreign) received_.emplace_back(room);
}

OverRanks::Slice OverRanks::slice_of(std::size_t rank) const {
    constexpr std::size_t unit = kernels::lane_count;
    const std::size_t units = context_.layout.size / unit, ranks = ranks_.size();
    const std::size_t first = units * rank / ranks * unit;
    return {first, units * (rank + 1) / ranks * unit - first};
}

std::span<float> OverRanks::add(std::span<AlignedBuffer<float>> sums, std::span<const std::size_t> pieces,
                                Costs& costs) {
    exchange_slices(sums);
    share(add_slice(sums), pieces, costs);
    return total_.span();
}

void OverRanks::exchange_slices(std::span<AlignedBuffer<float>> sums) {
    sends_.clear();
    receives_.clear();
    auto free = received_.begin();
    for (std::size_t other = 0; other < ranks_.size(); ++other) {
        if (other == ranks_.rank()) continue;
        const Slice theirs = slice_of(other), own = slice_of(ranks_.rank());
        for (std::size_t i = 0; i < nodes_[ranks_.rank()].size(); ++i) {
            sends_.push_back({other, std::as_bytes(sums[i].span().subspan(theirs.first, theirs.count))});
        }
        for (std::size_t i = 0; i < nodes_[other].size(); ++i, ++free) {
            receives_.push_back({other, std::as_writable_bytes(free->span().first(own.count))});
        }
    }
    ranks_.exchange(sends_, receives_);
}

/// Nodes come in the order of their pieces, so two that meet stand on top of a stack.
const float* OverRanks::add_slice(std::span<AlignedBuffer<float>> sums) {
    const Slice own = slice_of(ranks_.rank());
    tree_.clear();
    auto free = received_.begin();
    for (std::size_t rank = 0; rank < ranks_.size(); ++rank) {
        for (std::size_t i = 0; i < nodes_[rank].size(); ++i) {
            const bool mine = rank == ranks_.rank();
            tree_.push_back({nodes_[rank][i], mine ? sums[i].data() + own.first : (free++)->data()});
            while (tree_.size() > 1 && tree_.back().node.count == tree_.end()[-2].node.count) {
                Sum& left = tree_.end()[-2];
                context_.kernels->add(left.values, tree_.back().values, own.count);
                left.node.count *= 2;
                tree_.pop_back();
            }
        }
    }
    return tree_.front().values;
}

void OverRanks::share(const float* slice, std::span<const std::size_t> pieces, Costs& costs) {
    const Slice own = slice_of(ranks_.rank());
    std::copy_n(slice, own.count, total_.data() + own.first);
    sends_.clear();
    receives_.clear();
    for (std::size_t other = 0; other < ranks_.size(); ++other) {
        if (other == ranks_.rank()) continue;
        const Slice theirs = slice_of(other);
        sends_.push_back({other, std::as_bytes(total_.span().subspan(own.first, own.count))});
        receives_.push_back({other, std::as_writable_bytes(total_.span().subspan(theirs.first, theirs.count))});
    }
    share_costs(pieces, costs);
    ranks_.exchange(sends_, receives_);
}

/// Inner borders of pieces are multiples of the patterns that are summed together: no rank writes what another has.
void OverRanks::share_costs(std::span<const std::size_t> pieces, Costs& costs) {
    const auto parts = [&](std::size_t rank) {
        const Patterns patterns = patterns_of(rank, ranks_.size(), pieces);
        const std::size_t blocks = (patterns.count + kernels::cost_patterns - 1) / kernels::cost_patterns;
        return std::pair(std::span(costs.lanes(patterns.first), blocks * kernels::lane_count),
                         std::span(costs.correct(patterns.first), blocks));
    };
    const auto [own_lanes, own_correct] = parts(ranks_.rank());
    for (std::size_t other = 0; other < ranks_.size(); ++other) {
        if (other == ranks_.rank()) continue;
        const auto [lanes, correct] = parts(other);
        sends_.push_back({other, std::as_bytes(own_lanes)});
        sends_.push_back({other, std::as_bytes(own_correct)});
        receives_.push_back({other, std::as_writable_bytes(lanes)});
        receives_.push_back({other, std::as_writable_bytes(correct)});
    }
}

}  // namespace descent::engine
