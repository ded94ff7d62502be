#pragma once
/// \file
/// The rules of the folder `optimizers`; the build writes the list from its CMakeLists.txt.

#include <vector>

#include <descent/plugin.h>

namespace descent::update {

/// [any thread] In the order of the list.
std::vector<const descent_rule*> builtin_rules();

}  // namespace descent::update
