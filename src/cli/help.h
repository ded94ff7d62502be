#pragma once
/// \file
/// Texts that teach: the overview, and the help of one subcommand.

#include <string>

#include "cli/command.h"

namespace descent::cli {

/// All subcommands with what they do.
std::string overview();

/// Usage, options in groups with their defaults, examples.
std::string help_of(const Command& command, const OptionList& options);

/// `text` in lines of at most `width` columns, each but the first behind `indent` spaces.
std::string wrapped(const std::string& text, std::size_t indent, std::size_t width);

}  // namespace descent::cli
