#pragma once
// Rooms whose files are compiled some at a time, and names of one file that would meet those of another there.

#include <string>
#include <vector>

#include "house/source_tree.h"

namespace descent::house {

/// The files of each room that CMake may put into one translation unit.
std::vector<std::vector<SourceFile>> unity_rooms();

/// A line for each name that two of the files declare in one namespace, at least once for its own file alone: in an
/// unnamed namespace, as static or constant, or by `using`. A `using` that both write alike is none.
std::vector<std::string> equal_names(const std::vector<SourceFile>& files);

}  // namespace descent::house
