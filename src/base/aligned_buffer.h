#pragma once
/// \file
/// Memory for numbers: 64-byte aligned, zeroed, in huge pages where it is large.

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <span>

#include "base/large_memory.h"

namespace descent {

/// A fixed number of trivially copyable elements, zero at the start. Throws std::bad_alloc.
template <class T>
class AlignedBuffer {
public:
    AlignedBuffer() = default;
    explicit AlignedBuffer(std::size_t size) : size_(size), data_(allocate(size)) {}

    T* data() noexcept { return data_.get(); }
    const T* data() const noexcept { return data_.get(); }
    std::size_t size() const noexcept { return size_; }
    std::span<T> span() noexcept { return {data(), size_}; }
    std::span<const T> span() const noexcept { return {data(), size_}; }

private:
    struct Free {
        void operator()(T* pointer) const noexcept { std::free(pointer); }
    };

    static T* allocate(std::size_t size) {
        if (size == 0) return nullptr;
        if (size > std::size_t{1} << 46) throw std::bad_alloc();
        const std::size_t bytes = (size * sizeof(T) + 63) / 64 * 64;
        return static_cast<T*>(std::memset(allocate_memory(bytes), 0, bytes));
    }

    std::size_t size_ = 0;
    std::unique_ptr<T, Free> data_;
};

}  // namespace descent
