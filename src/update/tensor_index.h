#pragma once
/// \file
/// Which tensor an offset of the arena belongs to, in a few instructions.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "network/layout.h"

namespace descent::update {

/// A coarse table (at most 4096 entries) gives the first tensor that may hold the offset; a step or two leads to the
/// right one.
class TensorIndex {
public:
    explicit TensorIndex(const network::Layout& layout) {
        while ((layout.size >> shift_) > 4096) ++shift_;
        for (const network::Tensor& tensor : layout.tensors) ends_.push_back(tensor.offset + tensor.size());
        std::uint32_t t = 0;
        for (std::size_t offset = 0; offset < layout.size; offset += std::size_t{1} << shift_) {
            while (offset >= ends_[t]) ++t;
            first_.push_back(t);
        }
    }

    /// [inside a step] `offset` is below the layout's size.
    std::size_t operator()(std::size_t offset) const {
        std::size_t t = first_[offset >> shift_];
        while (offset >= ends_[t]) ++t;
        return t;
    }

private:
    unsigned shift_ = 4;
    std::vector<std::uint32_t> first_;
    std::vector<std::size_t> ends_;
};

}  // namespace descent::update
