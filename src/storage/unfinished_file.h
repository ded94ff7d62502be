#pragma once
/// \file
/// Which temporary files are being written: for a process that ends at once, on whatever thread.
///
///     const UnfinishedFile mark(temporary);  // until it is renamed

#include <string>

namespace descent::storage {

/// [any thread] A file that `remove_unfinished_files` removes while this lives. Beyond 64 at a time none is remembered.
class UnfinishedFile {
public:
    explicit UnfinishedFile(const std::string& path);
    ~UnfinishedFile();
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;

private:
    std::string path_;
    std::size_t place_;
};

/// [any thread] Allocates nothing, throws nothing. The process must end behind it.
void remove_unfinished_files() noexcept;

}  // namespace descent::storage
