#pragma once
/// \file
/// The temporary files of `write_whole`: their names, and what a killed process left of them.
///
///     storage::remove_leftovers_of("model.safetensors");

#include <string>
#include <vector>

#include "storage/folder_files.h"

namespace descent::storage {

/// [any thread] `PATH.partial-PROCESS-NUMBER`: a name that no other writer of the path uses, and no file has.
std::string temporary_name(const std::string& path);

/// [any thread] Removes those of the path whose process has ended and which nobody holds locked, as a process of
/// another machine may. Only regular files; links are left alone. What cannot be removed stays.
void remove_leftovers_of(const std::string& path) noexcept;

/// [any thread] Those among `files`, of whatever path: the next writer of each path would remove them.
std::vector<FolderFile> leftovers_among(const std::vector<FolderFile>& files);

/// [any thread] Whether it is a regular file that no process holds locked. It is held for a moment while this is asked.
bool is_abandoned(const std::string& path);

}  // namespace descent::storage
