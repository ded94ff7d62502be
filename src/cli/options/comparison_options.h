#pragma once
/// \file
/// Options of the comparison: who takes part, on what, under which protocol.

#include <descent/comparison.h>

#include <optional>
#include <string>
#include <vector>

#include "cli/options/data_options.h"
#include "cli/options/network_options.h"
#include "cli/options/setting_options.h"
#include "contest/preparation/contestant_choice.h"
#include "contest/preparation/own_problems.h"
#include "contest/preparation/ready_problems.h"

namespace descent::cli {

using contest::OwnData;

/// Whatever decides how trials run is refused where none does.
inline Rule when_run() { return {.excludes = {"report-only"}, .why = "it runs nothing"}; }

/// `--optimizers`, `--set`: lists of values become the grid.
struct ContestantOptions : contest::ContestantChoice {
    void add_to(OptionList& options);
};

/// What is trained: one's own data, a suite, functions. Settings that have a meaning for all hold for all.
struct ProblemOptions {
    DataOptions data;
    TestDataOptions test;
    NetworkOptions network;
    contest::ReadyChoice ready;
    std::vector<std::string> batch_sizes = contest::default_batch_sizes;
    Holdout test_fraction = {.fraction = 0.2};
    Holdout validation = {.fraction = 0.1};
    ValidationDataOptions validation_data;
    std::optional<Metric> metric = {};
    SettingOptions settings{{.epochs = contest::default_epochs}};

    void add_to(OptionList& options);
    /// One problem a batch size, or those of the suite, then the functions. `left_out`: a line for each that is not.
    std::vector<Problem> problems(std::vector<std::string>& left_out) const;

private:
    void add_data(OptionList& options);
    void add_training(OptionList& options);
    std::vector<Problem> own_problems() const;
    OwnData read_own_data(const Model* from) const;

    bool test_fraction_given_ = false;
};

struct ProtocolOptions {
    Protocol protocol;

    void add_to(OptionList& options);

private:
    void add_search(OptionList& options);
};

}  // namespace descent::cli
