#pragma once
// What the entries share: foreign bytes as a file, and the one exception that a parser may throw.

#include <descent/dataset.h>
#include <descent/error.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "data/array.h"
#include "storage/file_system.h"

namespace descent::fuzz {

/// The bytes are copied to memory of exactly their size, so that a read past the end is seen by the sanitizer.
inline storage::FileBytes file_of(const std::uint8_t* bytes, std::size_t size) {
    const auto memory = std::make_shared_for_overwrite<std::byte[]>(size);
    for (std::size_t i = 0; i < size; ++i) memory[i] = static_cast<std::byte>(bytes[i]);
    return {memory, {memory.get(), size}, "foreign"};
}

inline void require(bool condition) {
    if (!condition) std::abort();
}

/// A file that is written in parts.
template <class Produce>
std::string in_memory(Produce produce) {
    std::string file;
    produce([&](std::span<const std::byte> bytes) {
        file.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    });
    return file;
}

/// Runs a parser: it returns, or throws an Error of one bounded line. Anything else ends the process.
template <class Parse>
void read_or_refuse(Parse parse) {
    try {
        parse();
    } catch (const Error& error) {
        const std::string_view text = error.what();
        require(!text.empty() && text.size() < 4000 && text.find_first_of("\n\r") == std::string_view::npos);
    }
}

/// An array that was read holds what its shape says.
inline void require_whole(const data::Array& array) {
    std::size_t bytes = size_of(array.type);
    for (const std::size_t size : array.shape) bytes *= size;
    require(bytes == array.elements.bytes.size() && bytes > 0);
    const Dataset data("foreign", data::to_inputs(array), {});
    require(data.inputs() > 0 && data.content_hash() == data.content_hash());
    for (const double shift : fit_scaling(data, ScalingKind::standardise).shift) require(std::isfinite(shift));
}

}  // namespace descent::fuzz
