#pragma once
/// \file
/// A file of options: lines of the form `name = value`. docs/cli.md, "Files of options", has the grammar.
///
///     for (const ConfigLine& line : config_lines(storage::map_file("run.ini"))) ...

#include <cstddef>
#include <string>
#include <vector>

#include "storage/file_system.h"

namespace descent::cli {

struct ConfigLine {
    std::size_t number = 0;  ///< counts from 1
    std::string name;
    std::string value;  ///< without the quotes around it
};

/// [any thread] Empty lines, comments and a byte order mark are left out. Throws UsageError with file and line for
/// what is no such line.
std::vector<ConfigLine> config_lines(const storage::FileBytes& file);

/// "run.ini: line 3: ", for messages.
std::string place_of(const storage::FileBytes& file, const ConfigLine& line);

}  // namespace descent::cli
