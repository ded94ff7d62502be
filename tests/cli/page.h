#pragma once
// The part of docs/cli.md about one subcommand, made from its options.

#include <string>

#include "cli/command.h"

namespace descent::test {

/// "## train", the usage, and a table a group; General stands at the head of the page.
std::string section_of(cli::Command& command);

}  // namespace descent::test
