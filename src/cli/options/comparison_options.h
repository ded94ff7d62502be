#pragma once
/// \file
/// Options of the comparison: who takes part, on what, under which protocol.

#include <descent/comparison.h>

#include <map>
#include <string>
#include <vector>

#include "cli/options/data_options.h"
#include "cli/options/network_options.h"
#include "cli/options/setting_options.h"

namespace descent::cli {

/// Whatever decides how trials run is refused where none does.
inline Rule when_run() { return {.excludes = {"report-only"}, .why = "it runs nothing"}; }

/// `--optimizers`, `--set`: lists of values become the grid.
struct ContestantOptions {
    std::vector<std::string> optimizers = {"gd", "momentum", "adam"};
    /// values by hyper-parameter, of every optimizer that has it
    std::map<std::string, std::vector<std::string>> settings;
    /// the same of one optimizer
    std::map<std::string, std::map<std::string, std::vector<std::string>>> settings_of;

    void add_to(OptionList& options);
    /// Throws UsageError for an optimizer or hyper-parameter that there is not.
    std::vector<Contestant> contestants(const Registry& registry) const;

private:
    void set(const std::string& given);
};

/// What is trained: one's own data, a suite, functions. Settings that have a meaning for all hold for all.
struct ProblemOptions {
    DataOptions data;
    TestDataOptions test;
    NetworkOptions network;
    std::string suite;
    std::string tables;
    std::vector<std::string> functions;
    std::vector<std::string> batch_sizes = {"64"};
    Holdout test_fraction = {.fraction = 0.2};
    Holdout validation = {.fraction = 0.1};
    ValidationDataOptions validation_data;
    std::string metric;
    SettingOptions settings{{.epochs = 5}};

    void add_to(OptionList& options);
    /// One problem a batch size, or those of the suite, then the functions. `left_out`: a line for each that is not.
    std::vector<Problem> problems(std::vector<std::string>& left_out) const;

private:
    void add_data(OptionList& options);
    void add_training(OptionList& options);
    std::vector<Problem> own_problems() const;
    std::pair<Dataset, Dataset> parts(const DataOptions& source, const Dataset& all) const;
    Metric chosen_metric(bool classes) const;

    bool test_fraction_given_ = false;
};

struct ProtocolOptions {
    Protocol protocol;

    void add_to(OptionList& options);

private:
    void add_search(OptionList& options);
};

}  // namespace descent::cli
