#pragma once
/// \file
/// The gradient as one array.

#include <algorithm>

#include "engine/gradient_sink.h"

namespace descent::engine {

/// Keeps the gradient whole: an arena of zeros, where every stretch is written to its place.
class WholeGradient final : public GradientSink {
public:
    explicit WholeGradient(std::span<float> arena) : arena_(arena) { std::ranges::fill(arena, 0.0F); }
    void consume(std::size_t offset, std::span<float> stretch) override {
        std::ranges::copy(stretch, arena_.begin() + static_cast<std::ptrdiff_t>(offset));
    }

private:
    std::span<float> arena_;
};

}  // namespace descent::engine
