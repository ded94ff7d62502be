#pragma once
/// \file
/// Does the loss fall, with the best learning rate of the subject's range?

#include "update/conformance/bench.h"

namespace descent::update::conformance {

/// Tries learning rates from the smallest to the largest of the range, by factors of ten and by three, and passes when
/// with one of them the loss, above the lowest, falls to `share` of what it was at the start.
Outcome converges(const Subject& subject, const network::Layout& layout, int steps, double share,
                  const Function& function);

}  // namespace descent::update::conformance
