#pragma once
/// \file
/// The norm of a gradient that comes in stretches, from several threads and in any order: the same bits always.
///
///     GradientNorm norm;
///     norm.begin(layout.size);
///     norm.add(offset, stretch);  // of each stretch
///     norm.end();

#include <cstddef>
#include <span>
#include <vector>

namespace descent::update {

/// The Euclidean norm of all: squares are added up in double, sixteen floats at a time, and then those sums in order.
double norm_of(std::span<const float> values);

class GradientNorm {
public:
    /// A gradient of `size` floats begins; what is not added counts as zeros.
    void begin(std::size_t size);
    bool measures() const { return measures_; }
    /// [any thread, while it measures] Whole rows of the arena: a multiple of sixteen floats.
    void add(std::size_t offset, std::span<const float> stretch);
    /// The norm; measures no longer.
    double end();

private:
    std::vector<double> squares_;  // [floats / 16], sums; empty until it was asked for
    bool measures_ = false;
};

}  // namespace descent::update
