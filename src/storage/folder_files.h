#pragma once
/// \file
/// What lies in a folder.
///
///     for (const storage::FolderFile& file : storage::files_in(".")) ...

#include <cstdint>
#include <string>
#include <vector>

namespace descent::storage {

struct FolderFile {
    std::string path;  ///< the folder's as it was given, and the name; the name alone for "."
    std::uint64_t bytes = 0;
};

/// [any thread] Its regular files, sorted by path; links are none. Throws Error when it cannot be read.
std::vector<FolderFile> files_in(const std::string& folder);

}  // namespace descent::storage
