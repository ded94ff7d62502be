#pragma once
/// \file
/// Options of the training itself: how long, in which batches, at which rate, from which start.

#include <descent/dataset.h>
#include <descent/training.h>

#include <string>

#include "cli/options/option_list.h"

namespace descent::cli {

struct TrainingChoices {
    TrainingOptions options{.batch_size = 64};
    double validation = 0;
    std::string class_weights;

    void add_to(OptionList& list);
    /// The weights that `--class-weights` means for this data; empty without it.
    std::vector<float> weights_of(const Dataset& training) const;

private:
    void add_batches(OptionList& list);
    void add_rate(OptionList& list);
    void add_stopping(OptionList& list);
};

/// `--threads`, for every command that computes.
void add_threads(OptionList& list, Threads& threads);
/// `--seed`.
void add_seed(OptionList& list, std::uint64_t& seed, const std::string& help);

}  // namespace descent::cli
