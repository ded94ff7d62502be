#pragma once
/// \file
/// A command line, and a file of options, into the targets of an OptionList. The one door to Program_options.

#include <string>
#include <vector>

#include "cli/options/option_list.h"

namespace descent::cli {

/// Fills the targets from `arguments` and then, where they say nothing, from the file that `--config` names: an INI
/// file of lines `name = value`. Throws UsageError with the nearest name for an unknown option, a missing or a second
/// value, or an argument too many; whatever the options' own checks throw; InputError for the file.
void parse(const OptionList& options, const std::vector<std::string>& arguments);

}  // namespace descent::cli
