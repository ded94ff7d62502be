#pragma once
/// \file
/// What another program writes to this one.
///
///     const storage::FileBytes table = storage::read_standard_input();

#include "storage/file_system.h"

namespace descent::storage {

/// [one thread] All bytes up to the end, once: a second call finds none. Throws InputError when they cannot be read.
FileBytes read_standard_input();

}  // namespace descent::storage
