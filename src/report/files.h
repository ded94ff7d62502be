#pragma once
/// \file
/// What the report's files are called, and how a page is known.

#include <string>
#include <string_view>
#include <vector>

namespace descent::report {

/// [any thread] The paths of the tables that `write_summaries` makes in a study's folder.
std::vector<std::string> summary_files(const std::string& folder);

/// [any thread] Of these tables, those that stand in the folder and are not what its logs say.
std::vector<std::string> altered_summaries(const std::string& folder);

/// [any thread] Whether a file that has the name of such a table is none: a user's own.
bool is_foreign(std::string_view path, std::string_view bytes);

/// [any thread] Whether these are the bytes of a page that `write_report` made.
bool is_page(std::string_view bytes);

}  // namespace descent::report
