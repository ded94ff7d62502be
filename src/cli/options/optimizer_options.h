#pragma once
/// \file
/// Options that choose an optimizer and set its hyper-parameters; and plugins.

#include <descent/registry.h>

#include <map>
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

/// `--set`: hyper-parameters by name; the last value of a name counts.
void add_settings(OptionList& options, std::map<std::string, std::string>& settings);

/// `--optimizer`, `--set`.
struct OptimizerOptions {
    std::string optimizer = "adam";
    std::map<std::string, std::string> settings;

    void add_to(OptionList& options);
};

}  // namespace descent::cli
