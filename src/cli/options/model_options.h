#pragma once
/// \file
/// The option that names a trained model.

#include <descent/model.h>

#include <string>

#include "cli/options/option_list.h"

namespace descent::cli {

struct ModelOptions {
    std::string model;

    void add_to(OptionList& options);
    /// Throws UsageError when `--model` is missing, else as `load`.
    Model read() const;
};

}  // namespace descent::cli
