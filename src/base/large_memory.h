#pragma once
/// \file
/// Memory for many numbers, in huge pages where it is large and the system has them: a fault for 2 MiB, not for 4 KiB.

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace descent {

/// [any thread] 64-byte aligned, not initialised; std::free gives it back. Throws std::bad_alloc.
inline void* allocate_memory(std::size_t wanted) {
    constexpr std::size_t huge_page = std::size_t{2} << 20;
    const std::size_t alignment = wanted >= huge_page ? huge_page : 64;
    const std::size_t bytes = (wanted + alignment - 1) / alignment * alignment;
    void* const memory = std::aligned_alloc(alignment, bytes);
    if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
    if (alignment == huge_page) madvise(memory, bytes, MADV_HUGEPAGE);  // advice only: may be refused
#endif
    return memory;
}

/// [any thread] The same for owners that share it.
template <class T>
std::shared_ptr<T[]> shared_memory(std::size_t count) {
    if (count > (std::size_t{1} << 46) / sizeof(T)) throw std::bad_alloc();
    return {static_cast<T*>(allocate_memory(count == 0 ? 1 : count * sizeof(T))), [](T* memory) { std::free(memory); }};
}

}  // namespace descent
