#pragma once
/// \file
/// Text in other encodings as UTF-8.
///
///     const storage::FileBytes text = data::to_utf8(storage::map_file("old.csv"), Encoding::windows1252);

#include <descent/dataset.h>

#include "storage/file_system.h"

namespace descent::data {

/// The file's own bytes when they are UTF-8 already. Throws InputError with line and byte of what is not text of that
/// encoding. UTF-16 is little-endian unless its byte order mark says otherwise.
storage::FileBytes to_utf8(const storage::FileBytes& file, Encoding encoding);

}  // namespace descent::data
