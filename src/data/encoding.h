#pragma once
/// \file
/// Text in other encodings as UTF-8.
///
///     const storage::FileBytes text = data::to_utf8(storage::map_file("old.csv"), Encoding::windows1252);

#include <descent/dataset.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/file_system.h"

namespace descent::data {

/// The file's own bytes, unread, where the encoding is UTF-8. Throws InputError with line and byte of what is not text
/// of another encoding. UTF-16 is little-endian unless its byte order mark or its first characters say otherwise.
storage::FileBytes to_utf8(const storage::FileBytes& file, Encoding encoding);

/// Without NUL.
bool is_utf8(std::string_view text);

/// Whether the number stands for a character of Unicode: no surrogate, nothing beyond 10FFFF.
constexpr bool is_character(std::uint32_t code) { return code < 0xD800 || (code >= 0xE000 && code <= 0x10FFFF); }

/// The character at the end of `text`.
void append_utf8(std::string& text, std::uint32_t code);

/// Throws InputError with line and byte of the first that is not UTF-8.
void require_utf8(const storage::FileBytes& file);

}  // namespace descent::data
