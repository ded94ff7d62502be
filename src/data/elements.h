#pragma once
/// \file
/// Reading stored numbers, whatever their type, from bytes that need not be aligned.
///
///     data::with_type(inputs.type, [&](auto zero) { using T = decltype(zero); ... data::element<T>(bytes, i) ... });

#include <descent/dataset.h>

#include <cstring>

namespace descent::data {

template <class T>
T element(const std::byte* bytes, std::size_t index) {
    T value;
    std::memcpy(&value, bytes + index * sizeof(T), sizeof(T));
    return value;
}

/// Calls `work` with a zero of the C++ type that `type` stands for.
template <class Work>
auto with_type(ElementType type, Work work) {
    switch (type) {
        case ElementType::u8: return work(std::uint8_t{});
        case ElementType::f32: return work(float{});
        case ElementType::f64: return work(double{});
        case ElementType::i32: return work(std::int32_t{});
        case ElementType::i64: break;
    }
    return work(std::int64_t{});
}

}  // namespace descent::data
