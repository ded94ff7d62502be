#pragma once
/// \file
/// The temporary files of `write_whole`: their names, and what a killed process left of them.
///
///     storage::remove_leftovers_of("model.safetensors");

#include <string>

namespace descent::storage {

/// [any thread] `PATH.partial-PROCESS-NUMBER`: a name that no other writer of the path uses, and no file has.
std::string temporary_name(const std::string& path);

/// [any thread] Removes those of the path whose process has ended and which nobody holds locked, as a process of
/// another machine may. Only regular files; links are left alone. What cannot be removed stays.
void remove_leftovers_of(const std::string& path) noexcept;

}  // namespace descent::storage
