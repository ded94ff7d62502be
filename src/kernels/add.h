#pragma once
/// \file
/// One join of the tree of sums, where sums of pieces lie in memory.

#include "kernels/product.h"
#include "kernels/table.h"

namespace descent::kernels {

// to[i] += from[i]
template <class Isa>
void add(float* to, const float* from, std::size_t count) {
    for (std::size_t i = 0; i < count; i += Batch<Isa>::size) {
        (Batch<Isa>::load(to + i) + Batch<Isa>::load(from + i)).store(to + i);
    }
}

}  // namespace descent::kernels
