#pragma once
/// \file
/// The names of this room's enumerations, as users type them.

#include <descent/dataset.h>

#include "base/names.h"

namespace descent {

std::span<const Named<ScalingKind>> enum_names(ScalingKind);
std::span<const Named<TargetScalingKind>> enum_names(TargetScalingKind);
std::span<const Named<Task>> enum_names(Task);
std::span<const Named<ColumnKind>> enum_names(ColumnKind);
std::span<const Named<Missing>> enum_names(Missing);
std::span<const Named<Unknown>> enum_names(Unknown);
std::span<const Named<Encoding>> enum_names(Encoding);

}  // namespace descent
