#pragma once
/// \file
/// Options that name data.

#include <descent/dataset.h>
#include <descent/split.h>

#include <string>
#include <vector>

#include "cli/options/option_list.h"
#include "training/preparation/data_choice.h"

namespace descent::cli {

class Console;

/// What was decided while `data` was read, a line each.
void say_notes(Console& console, const Dataset& data);

/// An option that is a share of the data: FRACTION or last:FRACTION.
Option& add_holdout(OptionList& options, const std::string& name, Holdout& holdout, const std::string& help,
                    std::vector<Rule> rules = {});

/// The data of one command: `--data`, `--labels`, `--target`, and how they are read.
struct DataOptions : training::DataChoice {
    /// What the data is read for: a model decides what training leaves open, and predicts without targets.
    enum class Purpose { training, measurement, prediction };

    /// To the last group of `options`. `meaning` says what the data is for: "to train on".
    void add_to(OptionList& options, const std::string& meaning, Purpose purpose);

    /// `--group-by`, for commands that split the data.
    void add_groups(OptionList& options, std::vector<Rule> rules);

    /// `--weights`, for commands that measure a cost.
    void add_weights(OptionList& options);

private:
    void add_targets(OptionList& options, Purpose purpose);
    void add_columns(OptionList& options, Purpose purpose);
};

/// A second set: `--test-data`, `--test-labels`.
struct TestDataOptions {
    std::string data;
    std::string labels;

    void add_to(OptionList& options);
    /// The set that goes with the training data; no patterns when there is none. fashion-mnist brings its own. Throws
    /// InputError unless it has the inputs and targets of the training data.
    Dataset read(const training::DataChoice& training_options, const Dataset& training) const;
};

/// A set of one's own to measure after every epoch: `--validation-data`, `--validation-labels`.
struct ValidationDataOptions {
    std::string data;
    std::string labels;

    /// `in_place_of`: options that hold out a share.
    void add_to(OptionList& options, std::vector<std::string> in_place_of);
    /// The set that goes with the training data; no patterns when there is none. Throws InputError unless it has the
    /// inputs and targets of the training data.
    Dataset read(const training::DataChoice& training_options, const Dataset& training) const;
};

}  // namespace descent::cli
