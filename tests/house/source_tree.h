#pragma once
// The files of this repository as the house tests see them.

#include <string>
#include <vector>

namespace descent::house {

struct SourceFile {
    std::string path;  ///< from the top folder, "src/base/text.h"
    std::string text;
};

struct Include {
    std::size_t line;  ///< counted from 1
    std::string name;  ///< "base/text.h"
    bool quoted;       ///< written with "..." rather than <...>
};

/// Every text file of the repository, sorted by path; build folders and hidden ones but `.ci` are left out.
const std::vector<SourceFile>& source_files();

/// The file of this path; fails the test when there is none.
const SourceFile& source_file(const std::string& path);

std::vector<std::string> lines_of(const std::string& text);
std::vector<Include> includes_of(const SourceFile& file);

bool starts_with_any(const std::string& text, const std::vector<std::string>& prefixes);
bool ends_with_any(const std::string& text, const std::vector<std::string>& endings);
bool is_cpp(const SourceFile& file);

/// All complaints in one text, one a line, for a test's message.
std::string listed(const std::vector<std::string>& complaints);

}  // namespace descent::house
