#pragma once
/// \file
/// Names of ways to search settings (base/names.h).

#include <descent/comparison.h>

#include "base/names.h"

namespace descent {

std::span<const Named<Tuning>> enum_names(Tuning);

}  // namespace descent
