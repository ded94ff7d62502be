#pragma once
/// \file
/// Options that describe the network.

#include "cli/options/option_list.h"
#include "training/preparation/network_choice.h"

namespace descent::cli {

struct NetworkOptions : training::NetworkChoice {
    /// To the last group of `options`.
    void add_to(OptionList& options);
};

}  // namespace descent::cli
