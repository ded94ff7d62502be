#pragma once
/// \file
/// What those who make up targets need to know of a loss.

#include <descent/loss.h>

namespace descent::network {

/// [any thread] Does the loss take targets for classes, 0 or 1 each?
bool takes_classes(Loss loss);

}  // namespace descent::network
