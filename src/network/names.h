#pragma once
/// \file
/// The names of this room's enumerations, as users type them.

#include <descent/loss.h>
#include <descent/network.h>

#include "base/names.h"

namespace descent {

std::span<const Named<Activation>> enum_names(Activation);
std::span<const Named<Initialisation>> enum_names(Initialisation);
std::span<const Named<Loss>> enum_names(Loss);

}  // namespace descent
