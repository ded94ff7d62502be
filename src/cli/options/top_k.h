#pragma once
/// \file
/// The option that says how many of the largest outputs may be the true class's.

#include <optional>

#include "cli/options/option_list.h"

namespace descent::cli {

/// `--top-k`, to the last group; nothing where it is not given.
void add_top_k(OptionList& options, std::optional<std::size_t>& top_k, std::vector<Rule> rules = {});

}  // namespace descent::cli
