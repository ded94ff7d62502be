#pragma once
/// \file
/// Which mapped file an address lies in: for the handler of SIGBUS, which gets only the address.

#include <span>
#include <string_view>

namespace descent::storage {

/// The path of the file that is mapped at `address`, cut to fit `buffer`, which holds it; control characters are '?'.
/// Empty when no file is mapped there. [any thread], also inside a signal handler: allocates nothing.
std::string_view mapped_file_at(const void* address, std::span<char> buffer) noexcept;

}  // namespace descent::storage
