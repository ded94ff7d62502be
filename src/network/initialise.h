#pragma once
/// \file
/// Where training starts: random weights, the same bits on every machine.

#include <cstdint>
#include <span>

#include <descent/network.h>

#include "network/layout.h"

namespace descent::network {

/// Fills the whole arena (layout.size floats): weights as `initialisation` says, biases zero but for `torch_linear` and
/// `scikit_learn`, padding zero. Every tensor has its own random stream, named after it, so a layer's values depend on
/// the seed, its name and its own shape alone. [one thread an arena]
void initialise(const Layout& layout, Initialisation initialisation, std::uint64_t seed, std::span<float> arena);

}  // namespace descent::network
