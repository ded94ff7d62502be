#pragma once
/// \file
/// The settings of a run as options, made from their rows.
///
///     SettingOptions settings({.optimizer = "adam"});
///     settings.add(options, Theme::training, [](const Setting& row) { return row.scope == Scope::any; });

#include <descent/dataset.h>
#include <descent/model.h>
#include <descent/training.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/options/option_list.h"
#include "training/settings/setting.h"
#include "training/start_model.h"

namespace descent::cli {

using training::InComparison;
using training::Scope;
using training::Setting;
using training::Theme;

class SettingOptions {
public:
    /// `defaults`: of the command, where they are not those of TrainingOptions.
    explicit SettingOptions(TrainingOptions defaults = {}) : options_(std::move(defaults)) {}

    /// The row of that name, and all rows that `wanted` agrees to, as options of the last group of `list`. Every row
    /// is added once.
    Option& add(OptionList& list, const std::string& name);
    void add(OptionList& list, const std::function<bool(const Setting&)>& wanted);

    /// The defaults and what was given.
    const TrainingOptions& options() const { return options_; }
    /// `options` with what was given on top: of the settings that have a meaning for a function too.
    TrainingOptions on_top_of(TrainingOptions options) const;
    /// Of all settings, and with what follows from the data where it was not given: the loss (that of the model which
    /// is trained on, else one for the targets), the scaling of inputs, balanced class weights.
    TrainingOptions on_top_of(TrainingOptions options, const Dataset& training, const Model* from) const;
    /// The model of `--from`, when it was given. Throws InputError for what is no model.
    std::optional<training::StartModel> start() const;

    bool is_given(const std::string& name) const;
    /// Throws UsageError where huber_delta was given for another loss.
    void check_huber_delta(Loss loss) const;

private:
    void set(const Setting& row, const std::string& text);

    struct Given {
        const Setting* row;
        std::string text;
    };
    TrainingOptions options_;
    std::vector<Given> given_;
    bool balanced_ = false;
};

/// Cross-entropy for classes, mse for numbers.
Loss default_loss(bool classes);

/// `--threads`, for every command that computes.
void add_threads(OptionList& list, Threads& threads);
/// `--seed`.
void add_seed(OptionList& list, std::uint64_t& seed, const std::string& help);

}  // namespace descent::cli
