#pragma once
/// \file
/// Large files that are read once from the first byte to the last, without keeping them in memory.
///
///     storage::ReadPages pages(file);
///     while (...) pages.up_to(at);  // what is before `at` has been read

#include "storage/whole_files.h"

namespace descent::storage {

class ReadPages {
public:
    static constexpr std::size_t part = std::size_t{1} << 20;  ///< bytes that are given back at once

    /// `file` must live as long.
    explicit ReadPages(const FileBytes& file) : file_(file), next_(file.bytes.data()) {}

    /// `at`: into the bytes of the file.
    void up_to(const void* at) {
        const auto size = static_cast<std::size_t>(static_cast<const std::byte*>(at) - next_);
        if (size < part) return;
        release_pages(file_, {next_, size});
        next_ += size;
    }

private:
    const FileBytes& file_;
    const std::byte* next_;
};

}  // namespace descent::storage
