#pragma once
/// \file
/// Options that every subcommand has.

#include "cli/options/option_list.h"

namespace descent::cli {

/// `--config` and `--help`; both are acted on before a command runs, so nothing keeps their values.
void add_common_options(OptionList& options);

}  // namespace descent::cli
