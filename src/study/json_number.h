#pragma once
/// \file
/// Numbers in files that may not exist or be infinite: null, "inf", "-inf".

#include "base/json.h"

namespace descent::study {

/// NaN as null, infinities ("missed", "diverged") as the texts "inf" and "-inf".
Json json_number(double value);

/// Back again; whatever is none of these is NaN.
double number_of(const Json& value);

}  // namespace descent::study
