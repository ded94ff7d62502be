#pragma once
/// \file
/// What `descent::read_dataset` can read, for those who explain it.

#include <string>
#include <string_view>

namespace descent::data {

/// [any thread] How the names of files end that can be read: ".csv, .tsv or ...".
std::string_view known_endings();

/// [any thread] Whether its columns have names, of which some are targets. Throws InputError for an unknown ending.
bool is_table(const std::string& path);

}  // namespace descent::data
