#pragma once
/// \file
/// A command line, and a file of options, into the targets of an OptionList. The one door to Program_options.

#include <map>
#include <string>
#include <vector>

#include "cli/options/option_list.h"
#include "storage/file_system.h"

namespace descent::cli {

/// Texts by option, in the order given; flags have the value "true".
using OptionValues = std::map<std::string, std::vector<std::string>>;

/// Fills the targets from `arguments` and then, where they say nothing, from the file that `--config` names: an INI
/// file of lines `name = value`. Throws UsageError with the nearest name for an unknown option, a missing or a second
/// value, an empty one, or an argument too many; whatever the options' own checks, their rules and `check_files` throw;
/// the same for the file, with its line.
void parse(OptionList& options, const std::vector<std::string>& arguments);

/// What such a file says, before the options' own checks; flags that are off are left out. `places`: where each value
/// stands, "run.ini: line 3: ". Throws as `parse`.
OptionValues parse_config(const OptionList& options, const storage::FileBytes& file, OptionValues& places);

}  // namespace descent::cli
