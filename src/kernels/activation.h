#pragma once
/// \file
/// From the name of an activation to its formula (network/activations), once a call instead of once a number.

#include <descent/network.h>

#include "network/activations/identity.h"
#include "network/activations/relu.h"
#include "network/activations/sigmoid.h"
#include "network/activations/tanh.h"

namespace descent::kernels {

/// f(Formula{}) with the formula of an element-wise activation; softmax is row-wise and not among them.
template <class F>
[[gnu::always_inline]] inline void with_activation(Activation activation, F&& f) {
    switch (activation) {
        case Activation::sigmoid: f(network::Sigmoid{}); break;
        case Activation::tanh: f(network::Tanh{}); break;
        case Activation::relu: f(network::Relu{}); break;
        case Activation::identity:
        case Activation::softmax: f(network::Identity{}); break;
    }
}

}  // namespace descent::kernels
