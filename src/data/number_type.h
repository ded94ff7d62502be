#pragma once
/// \file
/// Element types as foreign files have them, and their conversion to the types that a Dataset keeps.
///
///     Array array = data::to_native({NumberKind::floating, 2, true}, ElementOrder::rows, shape, elements);

#include "data/array.h"

namespace descent::data {

enum class NumberKind { boolean, whole, natural, floating };  ///< natural: unsigned

/// One foreign element type: `bytes` is 1, 2, 4 or 8, and 2, 4 or 8 for floating ones (IEEE 754).
struct NumberType {
    NumberKind kind = NumberKind::natural;
    std::size_t bytes = 1;
    bool big_endian = false;
};

/// Which index runs fastest in the file: the last (C) or the first (Fortran).
enum class ElementOrder { rows, columns };

/// The type that keeps every number of `type`: bool and u8 stay bytes; i8, i16 and u16 become i32; u32 and u64 become
/// i64; f16 becomes f32.
ElementType native_type(NumberType type);

/// Elements of a foreign type and order, row after row: in the file's own bytes where these are so already, otherwise
/// in new memory. `elements` holds exactly as many as `shape` says. Throws InputError that names the element for an
/// unsigned number beyond 2^53, and as `require_finite`.
Array to_native(NumberType type, ElementOrder order, std::vector<std::size_t> shape, storage::FileBytes elements);

}  // namespace descent::data
