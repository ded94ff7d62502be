#pragma once
/// \file
/// One process at a time: an advisory lock beside a file that is rewritten for hours, such as a checkpoint.
///
///     const storage::LockFile lock("run.checkpoint");  // makes and holds run.checkpoint.lock

#include <span>

#include "storage/file_system.h"

namespace descent::storage {

/// `PATH.lock`.
std::string lock_name(const std::string& path);

/// [any thread] Whether a LockFile made a file of these bytes: other programs have files of such names too.
bool is_lock(std::span<const std::byte> bytes);

/// Holds `PATH.lock` while it lives, and removes it afterwards; the system releases that of a killed process.
class LockFile {
public:
    /// Throws Error when another process (or another LockFile) holds it, or when it cannot be made.
    explicit LockFile(const std::string& path, FileSystem& file_system = real_file_system());
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;
    ~LockFile();

private:
    std::string name_;
    FileSystem* file_system_;
    std::unique_ptr<OutputFile> file_;
};

}  // namespace descent::storage
