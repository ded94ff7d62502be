#pragma once
/// \file
/// Padding of an arena: zero wherever somebody sums over whole rows.

#include <algorithm>
#include <cstddef>
#include <span>

#include "network/layout.h"

namespace descent::update {

/// [inside a step] Zeros between the columns and the stride of whole rows of a tensor.
template <class Value>
void clear_padding(const network::Tensor& tensor, std::span<Value> rows) {
    if (tensor.columns == tensor.stride) return;
    for (std::size_t row = 0; row < rows.size(); row += tensor.stride) {
        std::ranges::fill(rows.subspan(row + tensor.columns, tensor.stride - tensor.columns), Value(0));
    }
}

}  // namespace descent::update
