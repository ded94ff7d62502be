#pragma once
/// \file
/// The files of a new optimizer's project: what `descent new-optimizer` writes.

#include <string>
#include <utility>
#include <vector>

namespace descent::cli {

/// Name and contents of each file, for an optimizer of that name (a C identifier).
std::vector<std::pair<std::string, std::string>> optimizer_project(const std::string& name);

}  // namespace descent::cli
