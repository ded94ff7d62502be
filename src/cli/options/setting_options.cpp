#include "cli/options/setting_options.h"

#include <algorithm>

#include "base/text.h"
#include "cli/options/data_defaults.h"
#include "data/class_counts.h"

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
    } else {
        option.default_text = row.default_text.empty() ? row.print(defaults) : row.default_text;
    }
    if (row.reads_file) option.file = reads_file();
    if (!row.excludes.empty()) option.rules.push_back({.excludes = {option_name(training::setting(row.excludes))}});
    if (!row.needs.empty()) option.rules.push_back({.needs = {option_name(training::setting(row.needs))}});
    return option;
}

/// N / (K N_c): every class weighs the same in the sum over the data.
std::vector<float> balanced_weights(const Dataset& data) {
    if (!data.has_classes()) throw UsageError("class_weights", "the data has no classes");
    std::vector<float> weights;
    for (const std::size_t count : data::class_counts(data)) {
        const double share = static_cast<double>(data.outputs()) * static_cast<double>(count);
        weights.push_back(count == 0 ? 1.0F : static_cast<float>(static_cast<double>(data.patterns()) / share));
    }
    return weights;
}

}  // namespace

Option& SettingOptions::add(OptionList& list, const std::string& name) {
    const Setting& row = training::setting(name);
    Option option = option_of(row, options_);
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

void SettingOptions::set(const Setting& row, const std::string& text) {
    if (row.name == "class_weights" && text == "balanced") {
        balanced_ = true;
        return;
    }
    row.parse(options_, text);
    given_.push_back({&row, text});
}

TrainingOptions SettingOptions::on_top_of(TrainingOptions options) const {
    for (const Given& given : given_) {
        if (given.row->scope == Scope::any) given.row->parse(options, given.text);
    }
    return options;
}

std::optional<training::StartModel> SettingOptions::start() const { return training::start_of(options_); }

TrainingOptions SettingOptions::on_top_of(TrainingOptions options, const Dataset& training, const Model* from) const {
    options.loss = from != nullptr ? from->loss : default_loss(training.has_classes());
    if (from != nullptr) options.huber_delta = from->huber_delta;
    if (from == nullptr) options.scaling = default_scaling(training);
    if (balanced_) options.class_weights = balanced_weights(training);
    for (const Given& given : given_) given.row->parse(options, given.text);
    check_huber_delta(options.loss);
    if (options.loss != Loss::huber) options.huber_delta = TrainingOptions().huber_delta;  // that of another model's
    return options;
}

void SettingOptions::check_huber_delta(Loss loss) const {
    if (loss == Loss::huber || !is_given("huber_delta")) return;
    throw UsageError("huber_delta", "is for loss huber; the loss is " + std::string(to_string(loss)));
}

bool SettingOptions::is_given(const std::string& name) const {
    return std::ranges::any_of(given_, [&](const Given& given) { return given.row->name == name; });
}

Loss default_loss(bool classes) { return classes ? Loss::cross_entropy : Loss::mse; }

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
