#pragma once
/// \file
/// What outputs of an activation can be.
///
///     const network::OutputRange range = network::output_range(Activation::tanh);

#include <descent/network.h>

namespace descent::network {

/// Outputs come as close to the ends as wanted, where they are finite.
struct OutputRange {
    double smallest, largest;
};

OutputRange output_range(Activation activation);

}  // namespace descent::network
