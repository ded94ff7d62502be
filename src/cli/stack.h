#pragma once
/// \file
/// The main thread's stack under a limit of memory.

#include <cstddef>

namespace descent::cli {

/// The main thread's stack grows when it is first touched; where a limit of memory refuses that, the process dies in
/// the middle of its work. Kernels keep packed panels of some 200 KiB there: touched at the start, the stack is there.
[[gnu::noinline]] inline void reserve_stack() {
    constexpr std::size_t bytes = std::size_t{512} << 10U, page = 4096;
    volatile char stack[bytes];
    for (std::size_t i = 0; i < bytes; i += page) stack[i] = 0;
}

}  // namespace descent::cli
