#pragma once
/// \file
/// The option that loads optimizers.

#include <descent/registry.h>

#include <string>
#include <vector>

#include "cli/options/option_list.h"

namespace descent::cli {

/// `--plugin`: files of optimizers that are not built in.
struct PluginOptions {
    std::vector<std::string> plugins;

    void add_to(OptionList& options);
    /// The built-in optimizers and those of the plugins. A name without a slash is looked for in the folders of
    /// DESCENT_PLUGIN_PATH, as NAME, NAME.so and libNAME.so, when there is no such file here.
    Registry registry() const;
};

}  // namespace descent::cli
