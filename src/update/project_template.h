#pragma once
/// \file
/// The files of a new optimizer's project: what `descent new-optimizer` writes, and Python's `to_plugin`.

#include <string>
#include <utility>
#include <vector>

namespace descent::update {

/// Name and contents of each file, for an optimizer of that name. Throws UsageError where the name cannot be that of a
/// file, a CMake target and a new optimizer.
std::vector<std::pair<std::string, std::string>> optimizer_project(const std::string& name);

}  // namespace descent::update
