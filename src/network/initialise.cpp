#include "network/initialise.h"

#include <algorithm>
#include <cmath>
#include <descent/value.h>

#include "base/random.h"

namespace descent::network {
namespace {

/// N(0, 1) in pairs, by Marsaglia's polar method: with u, v uniform in the unit disc and s = u^2 + v^2,
/// u f and v f are independent normals, f = sqrt(-2 ln(s) / s). Source: Marsaglia and Bray 1964.
/// Uses descent::log, whose bits are the same everywhere.
class NormalStream {
public:
    explicit NormalStream(RandomStream& uniform) : uniform_(uniform) {}

    double next() {
        if (has_second_) {
            has_second_ = false;
            return second_;
        }
        double u, v, s;
        do {
            u = 2 * uniform_.uniform() - 1;
            v = 2 * uniform_.uniform() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        const double factor = std::sqrt(-2 * descent::log(s) / s);
        second_ = v * factor;
        has_second_ = true;
        return u * factor;
    }

private:
    RandomStream& uniform_;
    double second_ = 0;
    bool has_second_ = false;
};

/// What an initialisation draws from: U(-scale, scale) or N(0, scale^2).
struct Distribution {
    bool normal = false;
    double scale = 0;
};

Distribution distribution_of(Initialisation initialisation, std::size_t fan_in, std::size_t fan_out) {
    const auto in = static_cast<double>(fan_in);
    const auto out = static_cast<double>(fan_out);
    switch (initialisation) {
        case Initialisation::glorot_uniform: return {false, std::sqrt(6 / (in + out))};
        case Initialisation::glorot_normal: return {true, std::sqrt(2 / (in + out))};
        case Initialisation::he_uniform: return {false, std::sqrt(6 / in)};
        case Initialisation::he_normal: return {true, std::sqrt(2 / in)};
        case Initialisation::torch_linear: break;
    }
    return {false, 1 / std::sqrt(in)};
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
        if (bias && initialisation != Initialisation::torch_linear) continue;
        const std::size_t fan_in = layout.weight(tensor.layer).rows;
        fill(tensor, distribution_of(initialisation, fan_in, tensor.columns), seed, arena);
    }
}

}  // namespace descent::network
