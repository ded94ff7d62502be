#pragma once
/// \file
/// Where two JSON values differ, as a user reads it.

#include <string>
#include <vector>

#include "base/json.h"

namespace descent::study {

/// "protocol.seeds is 5 there and 10 here", the first few places.
std::vector<std::string> differences(const Json& there, const Json& here);

}  // namespace descent::study
