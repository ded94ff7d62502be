#pragma once
// What a source declares outside of functions and classes.

#include <string>
#include <vector>

#include "house/source_tree.h"

namespace descent::house {

struct Declaration {
    std::string scope;  ///< "descent::data": unnamed namespaces are left out
    std::string name;   ///< its last part: `bytes` of `using base::bytes`
    std::string text;   ///< up to its body or value
    bool is_local;      ///< known to its own file alone
};

/// In the order of the file; members that are defined outside of their class, and operators, are none.
std::vector<Declaration> declarations_of(const SourceFile& file);

}  // namespace descent::house
