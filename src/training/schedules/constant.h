#pragma once
/// \file
/// The schedule that leaves the learning rate as it is.

namespace descent::training {

/// factor = 1
inline double constant_factor() { return 1.0; }

}  // namespace descent::training
