#pragma once
/// \file
/// What `descent::read_dataset` can read, for those who explain it.

#include <string_view>

namespace descent::data {

/// [any thread] How the names of files end that can be read: ".csv, .csv.gz or ...".
std::string_view known_endings();

}  // namespace descent::data
