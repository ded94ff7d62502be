#pragma once
/// \file
/// Files of the machine that are open for writing: how they are made, locked, and given the rights of others.

#include <memory>
#include <string>

#include "storage/file_system.h"

namespace descent::storage {

/// [any thread] Throws std::system_error.
std::unique_ptr<OutputFile> open_output(const std::string& path, OpenMode mode);

/// [any thread] The same, `fresh`, with the permissions and the owner of `old`, where that is a regular file.
std::unique_ptr<OutputFile> open_output_in_place_of(const std::string& old, const std::string& path);

}  // namespace descent::storage
