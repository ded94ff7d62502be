#pragma once
/// \file
/// The safetensors container: named tensors and text, in one file that Python, Rust and browsers read.
///
/// Grammar in docs/formats.md. Contract: every byte of a file is checked before it is used; nothing is allocated
/// from a claimed size. [any thread]
///
///     const auto container = model::parse_safetensors(storage::map_file(path));
///     model::write_safetensors(container, write);

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "storage/file_system.h"

namespace descent::model {

/// Largest header in bytes: 30 names of layers need 4 KB, a million numbers of a scaling 20 MB.
inline constexpr std::uint64_t largest_header = std::uint64_t{32} << 20;

struct TensorBytes {
    std::string name;
    std::string type;                  ///< "F32", "F64", "I64", "U64", "I32", "U32", "U8"
    std::vector<std::size_t> shape;    ///< row after row
    std::span<const std::byte> bytes;  ///< little-endian elements; belongs to the file or to whoever made it
};

struct Container {
    std::vector<std::pair<std::string, std::string>> metadata;
    std::vector<TensorBytes> tensors;  ///< in the order of their bytes

    /// Null when there is none of that name. Valid as long as the container is not changed.
    const std::string* text(const std::string& name) const;
    const TensorBytes* tensor(const std::string& name) const;
};

/// The place in a file that its errors name.
std::string place_of(const std::string& tensor);

/// Throws InputError that names the file, the place, what was found and what was expected. The spans of the result
/// point into `file`, which must outlive them.
Container parse_safetensors(const storage::FileBytes& file);

/// What the header says of a tensor.
struct TensorInfo {
    std::string name;
    std::string type;
    std::vector<std::size_t> shape;
    std::uint64_t bytes = 0;
};

/// All that stands before the bytes of the tensors, which follow in this order. Throws Error when it would be larger
/// than `largest_header`.
std::string write_header(const std::vector<std::pair<std::string, std::string>>& metadata,
                         const std::vector<TensorInfo>& tensors);

/// The file, in parts: header and tensors. Throws as `write_header`.
void write_safetensors(const Container& container, const storage::WriteBytes& write);

}  // namespace descent::model
