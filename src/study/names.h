#pragma once
/// \file
/// Names of the enumerations that stand in a study's logs (base/names.h).

#include <descent/study.h>

#include "base/names.h"

namespace descent {

std::span<const Named<Metric>> enum_names(Metric);
std::span<const Named<Phase>> enum_names(Phase);

}  // namespace descent
