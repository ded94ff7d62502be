#include "cli/options/setting_options.h"

#include <algorithm>

#include "base/text.h"

namespace descent::cli {
namespace {

/// "batch_size" is typed as batch-size, and a flag that is on by default as no-NAME.
std::string option_name(const Setting& row) {
    std::string name = (row.flag_is_off ? "no-" : "") + row.name;
    std::ranges::replace(name, '_', '-');
    return name;
}

Option option_of(const Setting& row, const TrainingOptions& defaults) {
    Option option{.name = option_name(row), .value = row.value, .help = row.help};
    if (row.kind == Setting::Kind::flag) {
        option.kind = Option::Kind::flag;
    } else if (row.kind == Setting::Kind::repeated) {
        option.kind = Option::Kind::repeated;
    } else if (row.kind == Setting::Kind::assignment) {
        option.kind = Option::Kind::assignment;
    } else {
        option.default_text = row.default_text.empty() ? row.print(defaults) : row.default_text;
    }
    if (row.reads_file) option.file = reads_file();
    if (!row.excludes.empty()) option.rules.push_back({.excludes = {option_name(training::setting(row.excludes))}});
    if (!row.needs.empty()) option.rules.push_back({.needs = {option_name(training::setting(row.needs))}});
    return option;
}

}  // namespace

Option& SettingOptions::add(OptionList& list, const std::string& name) {
    const Setting& row = training::setting(name);
    Option option = option_of(row, options());
    option.set = [this, &row](const std::string& text) {
        set(row, row.kind != Setting::Kind::flag ? text : row.flag_is_off ? "false" : "true");
    };
    return list.add(std::move(option));
}

void SettingOptions::add(OptionList& list, const std::function<bool(const Setting&)>& wanted) {
    for (const Setting& row : training::settings()) {
        if (wanted(row)) add(list, row.name);
    }
}

void add_threads(OptionList& list, Threads& threads) {
    const Setting& row = training::setting("threads");
    Option option = option_of(row, {});
    option.set = [&row, &threads](const std::string& text) {
        TrainingOptions options;
        row.parse(options, text);
        threads = options.threads;
    };
    list.add(std::move(option));
}

void add_seed(OptionList& list, std::uint64_t& seed, const std::string& help) {
    const Setting& row = training::setting("seed");
    Option option = option_of(row, {});
    option.help = help;
    option.set = [&row, &seed](const std::string& text) {
        TrainingOptions options;
        row.parse(options, text);
        seed = options.seed;
    };
    list.add(std::move(option));
}

}  // namespace descent::cli
