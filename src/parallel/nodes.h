#pragma once
/// \file
/// The tree over the pieces of a batch (parallel/pieces.h), cut among ranks: each takes whole pieces, as equal in
/// number as they allow, and adds those that meet below its own nodes. What is left is one sum a node, the same tree.

#include <bit>
#include <cstddef>
#include <vector>

namespace descent::parallel {

/// Pieces [first, first + count): `count` is a power of two, `first` a multiple of it.
struct Node {
    std::size_t first, count;

    bool operator==(const Node&) const = default;
};

/// The first piece of a rank; that of `ranks` is the end. Of more ranks than pieces some have none.
inline std::size_t first_piece(std::size_t rank, std::size_t ranks, std::size_t pieces) {
    return (rank * pieces + ranks - 1) / ranks;
}

/// The fewest nodes that hold the pieces of a rank, in order.
inline std::vector<Node> nodes_of(std::size_t rank, std::size_t ranks, std::size_t pieces) {
    std::vector<Node> nodes;
    const std::size_t end = first_piece(rank + 1, ranks, pieces);
    for (std::size_t first = first_piece(rank, ranks, pieces); first < end; first += nodes.back().count) {
        const std::size_t aligned = first == 0 ? pieces : first & (~first + 1);
        const std::size_t fitting = std::bit_floor(end - first);
        nodes.push_back({first, aligned < fitting ? aligned : fitting});
    }
    return nodes;
}

}  // namespace descent::parallel
