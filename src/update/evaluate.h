#pragma once
/// \file
/// What a rule with a line search asks for: loss and gradient where the parameters are now.

#include <functional>

namespace descent::update {

/// [one thread] Writes the gradient into the array that belongs to the call, and returns the loss.
using Evaluate = std::function<double()>;

}  // namespace descent::update
