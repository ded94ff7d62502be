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

/// [any thread] What loading that file changed of the thread or the process, as `take_change` says it; "" for nothing.
/// It was undone. A fact of the process, as a loaded library is: its constructors run at the first loading alone.
std::string change_by_loading(const std::string& path);

/// [any thread] Hash of the bytes of that file as it was when it was loaded: XXH3-64, 16 hexadecimal digits; "" for
/// files that were not, and for "". It stands in files: never change.
std::string code_hash(const std::string& path);

/// What `load_entry` does after loading; `path` is for messages. Throws as above.
void check_entry(const descent_entry& entry, const std::string& path);

}  // namespace descent::update
