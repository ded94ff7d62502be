#pragma once
/// \file
/// Shared libraries that hold rules. The only file that knows dlopen.

#include <string>

#include <descent/plugin.h>

namespace descent::update {

/// [one thread] Loads the library, checks its entry and starts it; it stays loaded until the process ends. `path` is
/// used as it is and never searched for. Throws InputError when the file is no plugin for this ABI, Error when the
/// plugin refuses to start.
const descent_entry& load_entry(const std::string& path);

/// What `load_entry` does after loading; `path` is for messages. Throws as above.
void check_entry(const descent_entry& entry, const std::string& path);

}  // namespace descent::update
