#pragma once
/// \file
/// Options of the comparison: who takes part, on what, under which protocol.

#include <descent/comparison.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/options/data_options.h"
#include "cli/options/network_options.h"
#include "cli/options/plugin_options.h"
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

/// A comparison, ready to be run.
struct PreparedStudy {
    Registry registry;
    std::vector<Problem> problems;
    std::vector<Contestant> contestants;
    std::vector<std::string> left_out;  ///< a line for each problem of a suite whose data is not there
};

/// All options that describe the trials of a study.
struct StudyChoice {
    ProblemOptions problems;
    ContestantOptions contestants;
    PluginOptions plugins;
    ProtocolOptions protocol;

    void add_to(OptionList& options);
    /// `given`: which options were.
    PreparedStudy prepare(const contest::SearchGiven& given);
};

/// What of the search the options gave.
contest::SearchGiven search_given(const OptionList& options);

/// The options as given, by the command line or a file, without those that only say where results go and who works.
StudyOptions recorded_options(const OptionList& options);

/// The comparison that a study's record describes, with `instead` in the place of values of that name. Throws
/// InputError when the study has no such record.
struct RecordedStudy {
    StudyChoice choice;
    PreparedStudy prepared;
};
std::unique_ptr<RecordedStudy> recorded_study(const std::string& folder, const StudyOptions& recorded,
                                              const StudyOptions& instead);

}  // namespace descent::cli
