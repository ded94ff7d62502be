#pragma once
// Blocks of code in a document, and which of them the tests run.

#include <string>
#include <vector>

namespace descent::house {

struct Block {
    std::size_t line;      ///< of its fence, counted from 1
    std::string language;  ///< "sh", "text", "cpp"
    std::string text;
    std::string mark;  ///< of the line before its fence: "run" of `<!-- run -->`; empty without one
};

/// The fenced blocks of a document, in order.
std::vector<Block> blocks_of(const std::string& document);

/// The commands of a shell block, one a string: lines that end in a backslash are joined, comments dropped.
std::vector<std::string> commands_of(const std::string& shell_block);

/// A line that a document shows stands for the lines that begin with what is before "...", and times are left out.
bool shows(const std::string& documented, const std::string& printed);

}  // namespace descent::house
