#pragma once
/// \file
/// The order of a tensor's numbers in files: weights [fan_out][fan_in], as in PyTorch's Linear, without padding. An
/// arena has them as [fan_in][stride].
///
/// Contract: `arena` is a whole arena; `file` holds the numbers of the columns [first, end) of the tensor, and may be
/// unaligned. Padding of the arena is neither read nor written. [any thread] on parts of their own.
///
///     network::from_file_order(tensor, {0, tensor.columns}, bytes, arena);

#include <cstddef>

#include "network/layout.h"

namespace descent::network {

/// Columns of a tensor: rows of its matrix in a file.
struct TensorColumns {
    std::size_t first, end;
};

inline TensorColumns all_columns(const Tensor& tensor) { return {0, tensor.columns}; }

void from_file_order(const Tensor& tensor, TensorColumns columns, const std::byte* file, float* arena);
void to_file_order(const Tensor& tensor, TensorColumns columns, const float* arena, std::byte* file);

}  // namespace descent::network
