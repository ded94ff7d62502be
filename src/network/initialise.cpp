#include "network/initialise.h"

#include <algorithm>
#include <cmath>

#include "base/normal.h"
#include "base/random.h"

namespace descent::network {
namespace {

/// What an initialisation draws from: U(-scale, scale) or N(0, scale^2).
struct Distribution {
    bool normal = false;
    double scale = 0;
};

Distribution distribution_of(Initialisation initialisation, std::size_t fan_in, std::size_t fan_out) {
    const auto in = static_cast<double>(fan_in);
    const auto out = static_cast<double>(fan_out);
    switch (initialisation) {
        case Initialisation::scikit_learn:
        case Initialisation::glorot_uniform: return {false, std::sqrt(6 / (in + out))};
        case Initialisation::glorot_normal: return {true, std::sqrt(2 / (in + out))};
        case Initialisation::he_uniform: return {false, std::sqrt(6 / in)};
        case Initialisation::he_normal: return {true, std::sqrt(2 / in)};
        case Initialisation::lecun_normal: return {true, std::sqrt(1 / in)};
        case Initialisation::torch_linear: break;
    }
    return {false, 1 / std::sqrt(in)};
}

bool draws_biases(Initialisation initialisation) {
    return initialisation == Initialisation::torch_linear || initialisation == Initialisation::scikit_learn;
}

void fill(const Tensor& tensor, Distribution distribution, std::uint64_t seed, std::span<float> arena) {
    RandomStream uniform(seed, "initialise " + tensor.name);
    NormalStream normal(uniform);
    for (std::size_t row = 0; row < tensor.rows; ++row) {
        float* const values = arena.data() + tensor.offset + row * tensor.stride;
        for (std::size_t column = 0; column < tensor.columns; ++column) {
            const double drawn = distribution.normal ? normal.next() : 2 * uniform.uniform() - 1;
            values[column] = static_cast<float>(distribution.scale * drawn);
        }
    }
}

}  // namespace

void initialise(const Layout& layout, Initialisation initialisation, std::uint64_t seed, std::span<float> arena) {
    std::fill(arena.begin(), arena.end(), 0.0f);
    for (const Tensor& tensor : layout.tensors) {
        const bool bias = tensor.kind == TensorKind::bias;
        if (bias && !draws_biases(initialisation)) continue;
        const std::size_t fan_in = layout.weight(tensor.layer).rows;
        fill(tensor, distribution_of(initialisation, fan_in, tensor.columns), seed, arena);
    }
}

}  // namespace descent::network
