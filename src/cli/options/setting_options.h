#pragma once
/// \file
/// The settings of a run as options, made from their rows.
///
///     SettingOptions settings({.optimizer = "adam"});
///     settings.add(options, [](const Setting& row) { return row.scope == Scope::any; });

#include <descent/training.h>

#include <functional>
#include <string>

#include "cli/options/option_list.h"
#include "training/preparation/given_settings.h"
#include "training/settings/setting.h"

namespace descent::cli {

using training::InComparison;
using training::Scope;
using training::Setting;
using training::Theme;

class SettingOptions : public training::GivenSettings {
public:
    using GivenSettings::GivenSettings;

    /// The row of that name, and all rows that `wanted` agrees to, as options of the last group of `list`. Every row
    /// is added once.
    Option& add(OptionList& list, const std::string& name);
    void add(OptionList& list, const std::function<bool(const Setting&)>& wanted);
};

/// `--threads`, for every command that computes.
void add_threads(OptionList& list, Threads& threads);
/// `--seed`.
void add_seed(OptionList& list, std::uint64_t& seed, const std::string& help);

}  // namespace descent::cli
