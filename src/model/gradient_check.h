#pragma once
/// \file
/// Whether the engine's gradient is the slope of the cost: a check of one network on random patterns.
///
///     for (const auto& tensor : model::check_gradient({.network = network, .loss = loss})) print(tensor);

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <descent/loss.h>
#include <descent/machine.h>
#include <descent/network.h>

namespace descent::model {

/// A float32 gradient that is right stays below it: rounding gives about 1e-6, a wrong factor or index 1e-2 or more.
inline constexpr double gradient_tolerance = 1e-4;

struct GradientCheckOptions {
    Network network;
    Loss loss = Loss::mse;
    double huber_delta = 1;                 ///< of the loss huber
    std::vector<float> class_weights = {};  ///< one a class, with softmax outputs; empty: 1
    double dropout = 0;  ///< share of the hidden units that each pattern drops, the same on both sides
    std::size_t patterns = 8;
    std::size_t samples = 50;  ///< parameters compared in each tensor, spread at random; all of a smaller tensor
    std::uint64_t seed = 1;
    Threads threads = {};
};

/// What was found in one tensor.
struct TensorCheck {
    std::string name;  ///< "layers.0.weight"
    std::size_t parameters = 0;
    std::size_t compared = 0;
    double largest_gradient = 0;  ///< numeric, among those compared
    double error = 0;             ///< largest difference, relative to `largest_gradient` (absolute where that is 0)
};

/// Compares the engine's float32 gradient with central differences of the double reference,
/// dC/dw = (C(w + h) - C(w - h)) / 2h, on uniform random inputs and targets that suit the loss. Throws UsageError
/// when network and loss cannot be trained together.
std::vector<TensorCheck> check_gradient(const GradientCheckOptions& options);

}  // namespace descent::model
