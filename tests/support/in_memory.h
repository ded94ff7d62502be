#pragma once
// A file that is written in parts, as one text.

#include <functional>
#include <string>

#include "storage/whole_files.h"

namespace descent::test {

inline std::string in_memory(const std::function<void(const storage::WriteBytes&)>& produce) {
    std::string file;
    produce([&](std::span<const std::byte> bytes) { file += storage::as_text(bytes); });
    return file;
}

}  // namespace descent::test
