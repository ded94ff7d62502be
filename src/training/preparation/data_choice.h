#pragma once
/// \file
/// The data that a user names, and how it is read: for a run, for a model, and beside data that was read before.
///
///     const DataChoice choice{.data = "iris.csv", .targets = {"species"}};
///     const Dataset data = choice.read_to_train(nullptr);

#include <descent/dataset.h>
#include <descent/model.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace descent::training {

struct DataChoice {
    std::string data = {};    ///< a file, fashion-mnist, or - for standard input
    std::string labels = {};  ///< file of labels of inputs that are arrays
    std::vector<std::string> targets = {};
    descent::Task task = descent::Task::automatic;
    std::optional<Encoding> encoding = {};
    bool no_header = false;
    std::vector<std::string> columns = {};
    std::vector<std::string> ignore = {};
    std::optional<Missing> missing = {};
    std::optional<Unknown> unknown = {};
    std::string group_by = {};
    std::string weights = {};
    Threads threads = {};  ///< that read it

    /// Reads data to train on: with the classes and inputs of `from`, the model that a run begins with, or null.
    Dataset read_to_train(const Model* from) const;
    /// Reads data for a model: its classes, its target columns where none are named, and the published test part of
    /// fashion-mnist. With `targets_optional`, data without targets is no error.
    Dataset read_for(const Model& model, bool targets_optional) const;
    /// Reads a second set, with the inputs and targets of `training`, which was read by this choice. Throws InputError
    /// for others, UsageError where both are standard input.
    Dataset read_like(const Dataset& training, const std::string& path, const std::string& second_labels) const;
    /// A set to measure once, at the end: `path`, else the published one of fashion-mnist; no patterns without either.
    Dataset read_test(const Dataset& training, const std::string& path, const std::string& its_labels) const;

    /// How the data is read, as it is typed: what decides the meaning of its bytes, for the record.
    std::map<std::string, std::string> reading(const Dataset& training) const;
    /// The target columns: of a table where none are named, those of the model.
    std::vector<std::string> targets_with(const Model* model) const;

    /// What `read_dataset` is asked for by these. Throw UsageError when `data` is empty.
    DataSource source(const Model* from) const;
    DataSource source_for(const Model& model, bool targets_optional) const;
    DataSource source_like(const Dataset& training, const std::string& path, const std::string& second_labels) const;
};

/// Throws InputError unless the second set has the inputs and targets of the training data.
void require_alike(const Dataset& second, const Dataset& training);

}  // namespace descent::training
