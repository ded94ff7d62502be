#pragma once
// The text of a file without what is only said: comments, and sentences in quotes.

#include <string>

#include "house/source_tree.h"

namespace descent::house {

struct CodeText {
    std::string code;       ///< without comments; strings of several words are empty there
    std::string sentences;  ///< those strings, one a line
};

/// C++, C and script files; of documents all is code.
CodeText code_text(const SourceFile& file);

}  // namespace descent::house
