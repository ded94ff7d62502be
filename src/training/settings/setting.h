#pragma once
/// \file
/// An option of a run, described once. Checks, run records, the command line's options and the pages about them are
/// made from these rows; nothing else lists options.
///
///     for (const Setting& setting : settings()) std::cout << setting.name << ": " << setting.print(options) << '\n';

#include <descent/dataset.h>
#include <descent/registry.h>
#include <descent/training.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace descent::training {

/// Of a run, and of the trials of a comparison together.
inline constexpr std::uint64_t most_threads = 4096;

/// Under which title the help shows a setting.
enum class Theme { network, optimizer, training, output };

/// What a setting has a meaning for.
enum class Scope {
    any,   ///< whatever is minimised
    data,  ///< a network on data, not a function
};

/// How a comparison takes a setting.
enum class InComparison {
    option,  ///< the same for all trials
    trial,   ///< each trial has its own, or the protocol chooses it
};

/// What its author says of a setting; the rest follows from its member.
struct Description {
    std::string name;   ///< in run records and errors: "batch_size"; with dashes on the command line
    std::string value;  ///< what stands for its value in the help: "N|full"; empty for a flag
    std::string help;
    Theme theme = Theme::training;
    Scope scope = Scope::any;
    InComparison in_comparison = InComparison::option;
    std::string record = {};        ///< its name in run records where it is another one
    bool decides_bits = true;       ///< stands in the run record
    bool is_length = false;         ///< may differ on resuming where the schedule does not depend on the run's length
    std::string needs = {};         ///< the setting without which this one has no effect
    std::string excludes = {};      ///< the setting with which it has none
    bool reads_file = false;        ///< its value names a file, which no output replaces
    std::string default_text = {};  ///< where the default depends on the data
};

/// A word in the place of a value that follows from the data of training.
struct FromData {
    std::string word;
    /// Throws UsageError for data from which it does not follow.
    std::function<void(TrainingOptions&, const Dataset&)> decide;
};

struct Setting : Description {
    enum class Kind {
        single,
        repeated,
        assignment,  ///< repeated, KEY=VALUE
        flag,
    };

    Kind kind = Kind::single;
    bool flag_is_off = false;  ///< a flag that is given as "no-NAME"

    /// The value as `parse` reads it.
    std::function<std::string(const TrainingOptions&)> print = {};
    /// Throws UsageError. Of a repeated one: adds one value.
    std::function<void(TrainingOptions&, const std::string&)> parse = {};
    std::optional<FromData> from_data = {};
    /// The value in the run record.
    std::function<Json(const TrainingOptions&, const Registry&)> to_json = {};
    /// Throws UsageError for a value out of range.
    std::function<void(const TrainingOptions&)> check = [](const TrainingOptions&) {};

    bool follows_from_data(const std::string& given) const { return from_data && given == from_data->word; }
    bool is_default(const TrainingOptions& options) const { return print(options) == print({}); }
    const std::string& record_name() const { return record.empty() ? name : record; }
};

/// [any thread] All of them, in the order of the run record.
const std::vector<Setting>& settings();

/// [any thread] The one of that name.
const Setting& setting(const std::string& name);

/// [any thread] Throws UsageError for a value out of range, and for a setting that has no effect with or without
/// another one.
void check_settings(const TrainingOptions& options);

/// [any thread] Throws UsageError for a setting that only a network on data has a use for and that is not the default.
void refuse_data_settings(const TrainingOptions& options);

}  // namespace descent::training
