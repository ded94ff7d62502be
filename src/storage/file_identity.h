#pragma once
/// \file
/// Which file a name means: two names of one file are told, through links and before the file is made.
///
///     if (storage::identity_of(output) == storage::identity_of(input)) ...  // the one would replace the other

#include <cstdint>
#include <optional>
#include <string>

namespace descent::storage {

/// [any thread] The name at the end of a chain of links to a file, which may be missing; any other path as it is.
/// Throws Error when links lead in a circle.
std::string target_of(const std::string& path);

struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::string below = {};  ///< what is not there yet: its names below the folder of that inode

    bool operator==(const FileIdentity&) const = default;
};

/// [any thread] Nothing for pipes and devices, which keep no bytes that could be lost.
std::optional<FileIdentity> identity_of(const std::string& path);

}  // namespace descent::storage
