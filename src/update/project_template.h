#pragma once
/// \file
/// The files of a new optimizer's project: what `descent new-optimizer` writes, and Python's `to_plugin`.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descent::update {

/// [any thread] What a rule works on: "elementwise", which is the usual, "matrix" or "wrapper".
std::vector<std::string> project_kinds();

/// [any thread] Name and contents of each file, for an optimizer of that name. Throws UsageError where the name cannot
/// be that of a file, a CMake target and a new optimizer, or for an unknown kind.
std::vector<std::pair<std::string, std::string>> optimizer_project(const std::string& name,
                                                                   std::string_view kind = "elementwise");

}  // namespace descent::update
