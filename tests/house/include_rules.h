#pragma once
// What a file may include: only rooms before its own, and each dependency through its one door.

#include <string>
#include <vector>

#include "house/source_tree.h"

namespace descent::house {

/// One line for each `#include` of the file that the house forbids: "src/data/idx.cpp:3: ...".
std::vector<std::string> include_complaints(const SourceFile& file);

}  // namespace descent::house
