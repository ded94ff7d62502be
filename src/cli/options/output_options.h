#pragma once
/// \file
/// Options that name what a training leaves behind, and what it shows while it runs.

#include <optional>
#include <string>

#include "cli/options/setting_options.h"

namespace descent::cli {

struct OutputOptions {
    std::string out;
    std::string metrics;
    std::string tensorboard;                ///< folder
    std::uint64_t metrics_every = 0;        ///< steps; 0: none has a line
    std::optional<std::size_t> top_k = {};  ///< of the figures in metrics
    bool quiet = false;

    void add_to(OptionList& options, SettingOptions& settings);
    /// Throws Error when the model could not be written.
    void check() const;
    /// The same for all files that a run would make, without making one.
    void check_folders(const std::string& checkpoint) const;
};

}  // namespace descent::cli
