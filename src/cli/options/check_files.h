#pragma once
/// \file
/// Nothing of the user's is overwritten: looked at before a command reads or writes a file of data.

#include "cli/options/option_list.h"
#include "cli/options/parse.h"

namespace descent::cli {

/// Throws UsageError when a file that one option writes is one that another reads or writes, under whatever name; and,
/// without `--force`, when a file would be replaced that the option did not write before.
void check_files(const OptionList& options, const OptionValues& values);

/// `--force`, for every command that writes files.
void add_force(OptionList& options);

}  // namespace descent::cli
