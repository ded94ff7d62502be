#pragma once
/// \file
/// Arenas as named tensors of a safetensors file: weights [fan_out][fan_in], biases [fan_out], no padding.

#include <span>
#include <string>
#include <vector>

#include "model/safetensors.h"
#include "network/layout.h"

namespace descent::training {

/// A tensor of an arena under its name in the file.
struct NamedTensor {
    std::string name;
    const network::Tensor* tensor;
    std::span<const float> arena;

    std::vector<std::size_t> shape() const;
    std::uint64_t bytes() const { return std::uint64_t{sizeof(float)} * tensor->rows * tensor->columns; }
    /// Its numbers in the order of the file, a few MB at a time.
    void write(const storage::WriteBytes& write) const;
};

/// One tensor for each of the layout, named `prefix` + its name there.
std::vector<NamedTensor> named(std::span<const float> arena, const network::Layout& layout, const std::string& prefix);

/// Fills the real elements of the arena; its padding stays. Throws InputError for a missing tensor or one of another
/// type or shape.
void unpack(const model::Container& container, const std::string& prefix, const network::Layout& layout,
            std::span<float> arena, const std::string& path);

}  // namespace descent::training
