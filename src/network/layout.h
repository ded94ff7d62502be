#pragma once
/// \file
/// Where every weight and bias stands in the parameter arena.
///
/// Weights are stored input-major, `[fan_in][stride]`, so that products walk along outputs; rows are padded to
/// 16 floats and to a stride that is no multiple of 4 KiB (such rows would share cache sets). Gradients and
/// optimizer state have the same layout. Padding holds zeros at the start and is never read as a result.

#include <cstddef>
#include <string>
#include <vector>

#include <descent/network.h>

namespace descent::network {

/// Floats in a padded unit of a row; every offset and stride is a multiple of it.
inline constexpr std::size_t lane_count = 16;

enum class TensorKind { weight = 0, bias = 1 };

struct Tensor {
    std::string name;  ///< "layers.0.weight"
    TensorKind kind = TensorKind::weight;
    std::size_t layer = 0;
    std::size_t rows = 0;     ///< fan_in for weights, 1 for biases
    std::size_t columns = 0;  ///< fan_out
    std::size_t stride = 0;   ///< floats from row to row, >= columns
    std::size_t offset = 0;   ///< of the first float in the arena

    std::size_t size() const { return rows * stride; }  ///< floats, padding included
};

struct Layout {
    std::vector<Tensor> tensors;  ///< weight, bias of layer 0, weight, bias of layer 1, ...
    std::size_t size = 0;         ///< floats of the arena, padding included
    std::size_t parameters = 0;   ///< without padding

    const Tensor& weight(std::size_t layer) const { return tensors[2 * layer]; }
    const Tensor& bias(std::size_t layer) const { return tensors[2 * layer + 1]; }
};

/// Floats from row to row of a matrix with that many columns.
std::size_t padded_stride(std::size_t columns);

Layout make_layout(const Network& network);

}  // namespace descent::network
