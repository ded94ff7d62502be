#pragma once
/// \file
/// The subcommands: one a file, all of them in list.inc.

#include <memory>

#include "cli/command.h"

namespace descent::cli {

#define COMMAND(name) std::unique_ptr<Command> make_##name();
#include "cli/commands/list.inc"
#undef COMMAND

}  // namespace descent::cli
