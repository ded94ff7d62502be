#pragma once
/// \file
/// The names of this room's enumerations, as users type them and files keep them.

#include <descent/training.h>

#include "base/names.h"

namespace descent {

std::span<const Named<OnDivergence>> enum_names(OnDivergence);
std::span<const Named<StopReason>> enum_names(StopReason);

}  // namespace descent
