#pragma once
/// \file
/// Settings as they are typed on the command line. The library calls them by its own names.
///
///     as_typed("batch_size", typed);                                     // "--batch-size"
///     hints_as_typed("3 classes; task=regression makes numbers", typed);  // "3 classes; --task regression makes ..."

#include <map>
#include <string>
#include <string_view>

#include "cli/options/option_list.h"

namespace descent::cli {

/// The options of a command by name, without dashes, and whether each is a flag.
using TypedOptions = std::map<std::string, bool>;
TypedOptions typed_options(const OptionList& options);

/// A setting as it is typed: "batch_size" is --batch-size, "set momentum" is --set momentum. Names of other things
/// stay.
std::string as_typed(const std::string& setting, const TypedOptions& options);

/// "tuning_seeds" is --tuning-seeds, "set a.b=..." is --set a.b=..., of any command.
std::string as_option(const std::string& setting);

/// What stands before a hint: a line without it has none.
constexpr std::string_view before_hint = "; ";

/// The same for the hint that follows on a semicolon: "; missing=drop" is "; --missing drop", and of a flag
/// "; no_header=true" is "; --no-header". All else stays, whatever names of the user's it holds.
std::string hints_as_typed(std::string_view line, const TypedOptions& options);

}  // namespace descent::cli
