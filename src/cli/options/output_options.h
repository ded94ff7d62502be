#pragma once
/// \file
/// Options that name what a training leaves behind, and what it shows while it runs.

#include <descent/training.h>

#include <string>

#include "cli/options/option_list.h"

namespace descent::cli {

struct OutputOptions {
    std::string out;
    std::string metrics;
    bool quiet = false;

    /// The checkpoint's options go straight into `training`.
    void add_to(OptionList& options, TrainingOptions& training);
    /// Throws UsageError when two of the files are one, Error when the model could not be written.
    void check(const TrainingOptions& training) const;
};

}  // namespace descent::cli
