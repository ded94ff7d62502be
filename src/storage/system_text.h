#pragma once
/// \file
/// Small files that the system makes up as they are read (/proc, /sys), whose size says nothing.

#include <string>

namespace descent::storage {

/// [any thread] At most 64 KiB of the file's text; empty where it cannot be read.
std::string read_system_text(const std::string& path);

}  // namespace descent::storage
