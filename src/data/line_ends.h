#pragma once
/// \file
/// Files in which some lines end in carriage returns and others in line feeds.
///
///     data::require_one_line_end(file);

#include "storage/file_system.h"

namespace descent::data {

/// [any thread] Throws InputError at the first carriage return outside quotes that no line feed follows, where the file
/// has line feeds.
void require_one_line_end(const storage::FileBytes& file);

}  // namespace descent::data
