#pragma once
/// \file
/// The order of a tensor's numbers in files: weights [fan_out][fan_in], as in PyTorch's Linear, without padding. An
/// arena has them as [fan_in][stride].

#include <algorithm>
#include <cstddef>

#include "network/layout.h"

namespace descent::network {

/// Calls `use(position in the arena, position in the file's tensor)` for all numbers of the columns [first, end), in
/// blocks of a cache line of the arena by one of the file: sixteen columns of the file are read or written in order.
template <class Use>
void for_each_number(const Tensor& tensor, std::size_t first, std::size_t end, Use&& use) {
    constexpr std::size_t block = 16;
    for (; first < end; first += block) {
        const std::size_t last_column = std::min(end, first + block);
        for (std::size_t first_row = 0; first_row < tensor.rows; first_row += block) {
            const std::size_t last_row = std::min(tensor.rows, first_row + block);
            for (std::size_t column = first; column < last_column; ++column) {
                for (std::size_t row = first_row; row < last_row; ++row) {
                    use(tensor.offset + row * tensor.stride + column, column * tensor.rows + row);
                }
            }
        }
    }
}

template <class Use>
void for_each_number(const Tensor& tensor, Use&& use) {
    for_each_number(tensor, 0, tensor.columns, use);
}

}  // namespace descent::network
