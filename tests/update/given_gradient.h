#pragma once
// An objective whose loss and gradient the test writes: for tests of what follows from a gradient.

#include <algorithm>

#include "base/aligned_buffer.h"
#include "objective/objective.h"

namespace descent::test {

struct GivenGradient : objective::Objective {
    network::Layout of;
    AlignedBuffer<float> values;  ///< [layout.size], padding zero
    std::size_t rows = 0;         ///< of a stretch, the last ones first; 0: whole tensors
    std::size_t consumed = 0;     ///< stretches that somebody took

    explicit GivenGradient(network::Layout layout) : of(std::move(layout)), values(of.size), scratch_(of.size) {}

    const network::Layout& layout() const override { return of; }
    std::uint64_t batches() const override { return 1; }
    void start(std::span<float>) const override {}
    bool measures() const override { return false; }
    objective::Measurement measure(std::span<const float>) override { return {}; }

    engine::BatchResult gradient(const objective::Batch&, std::span<const float>, engine::GradientSink& sink) override {
        std::ranges::copy(values.span(), scratch_.data());
        for (auto tensor = of.tensors.rbegin(); tensor != of.tensors.rend(); ++tensor) {
            const std::size_t step = rows == 0 ? tensor->rows : rows;
            for (std::size_t row = 0; row < tensor->rows; row += step) {
                const std::size_t offset = tensor->offset + row * tensor->stride;
                const std::size_t count = std::min(step, tensor->rows - row) * tensor->stride;
                sink.consume(offset, scratch_.span().subspan(offset, count));
                ++consumed;
            }
        }
        return {.loss = 0, .patterns = 1};
    }

private:
    AlignedBuffer<float> scratch_;
};

}  // namespace descent::test
