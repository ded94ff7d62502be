#pragma once
/// \file
/// One's own data as problems of a comparison.
///
///     for (const Problem& problem : own_problems(data, {network, settings})) ...

#include <descent/comparison.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "training/preparation/given_settings.h"
#include "training/preparation/network_choice.h"

namespace descent::contest {

// A trial is one of many: shorter than the run that `descent train` makes where nothing is said.
inline const std::vector<std::string> default_batch_sizes = {"64"};
inline constexpr std::uint64_t default_epochs = 5;

struct OwnData {
    std::string source;                               ///< what was read, for the record
    std::map<std::string, std::string> reading = {};  ///< how, for the record: `DataChoice::reading`
    Dataset all = {};              ///< to train on; of it a share is test data where there is no other
    Dataset test = {};             ///< no patterns: `test_fraction` of all
    Dataset validation_data = {};  ///< no patterns: `validation` of what is trained on
    std::optional<Holdout> test_fraction = {};
    Holdout validation = {.fraction = 0.1};
};

/// What is the same for all trials, as a user gave it; the rest follows from the data.
struct OwnTraining {
    const training::NetworkChoice& network;
    const training::GivenSettings& settings;
    const Model* from = nullptr;  ///< that trials begin with
    std::vector<std::string> batch_sizes = default_batch_sizes;
    std::optional<Metric> metric = {};  ///< nothing: accuracy for classes, loss for numbers
};

/// [any thread] One a batch size. Throws UsageError for what contradicts the data.
std::vector<Problem> own_problems(const OwnData& data, const OwnTraining& training);

}  // namespace descent::contest
