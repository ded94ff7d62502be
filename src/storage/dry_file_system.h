#pragma once
/// \file
/// A file system that reads and forgets what it is to write: for work that is tried and leaves nothing.
///
///     storage::DryFileSystem files;
///     training::train({task, options, registry, observer, files});

#include "storage/file_system.h"

namespace descent::storage {

class DryFileSystem : public FileSystem {
public:
    FileBytes read(const std::string& path) override { return real_file_system().read(path); }
    std::unique_ptr<OutputFile> open(const std::string&, OpenMode) override { return std::make_unique<Forgotten>(); }
    void rename(const std::string&, const std::string&) override {}
    void sync_folder(const std::string&) override {}
    void remove(const std::string&) override {}
    void make_folder(const std::string&) override {}

private:
    struct Forgotten : OutputFile {
        std::size_t write(std::span<const std::byte> bytes) override { return bytes.size(); }
        void sync() override {}
    };
};

}  // namespace descent::storage
