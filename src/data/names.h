#pragma once
/// \file
/// The names of this room's enumerations, as users type them.

#include <descent/dataset.h>

#include "base/names.h"

namespace descent {

std::span<const Named<ScalingKind>> enum_names(ScalingKind);

}  // namespace descent
