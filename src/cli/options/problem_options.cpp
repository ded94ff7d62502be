#include <descent/error.h>

#include "base/text.h"
#include "cli/options/comparison_options.h"
#include "study/names.h"

namespace descent::cli {
namespace {

Rule own_data() { return {.needs = {"data"}, .why = "the problems of a suite, and functions, bring their own"}; }

}  // namespace

void ProblemOptions::add_to(OptionList& options) {
    add_data(options);
    options.group("Network, for --data", {own_data(), when_run()});
    network.add_to(options);
    settings.add(options, [](const Setting& row) { return row.theme == Theme::network; });
    add_training(options);
}

void ProblemOptions::add_data(OptionList& options) {
    options.group("Data", {when_run()});
    data.add_to(options, "to train on", DataOptions::Purpose::training);
    test.add_to(options);
    Option& share = add_holdout(options, "test-fraction", test_fraction,
                                "share held out as test data where there is no other, in the same ways",
                                {own_data(), {.excludes = {"test-data"}}});
    share.set = [this, set = share.set](const std::string& given) {
        set(given);
        test_fraction_given_ = true;
    };
    add_holdout(
        options, "validation", validation,
        "share of the training data that is held out and judges settings: of each class where there are classes, "
        "drawn by the trial's seed; last:FRACTION is the end of the file, for data in order",
        {own_data()});
    validation_data.add_to(options, {"validation"});
    data.add_groups(options, {own_data()});
    data.add_weights(options);
    options.text("suite", "small|full", ready.suite, "ready problems with real data: minutes, or hours");
    options.text("suite-data", "DIR", ready.tables,
                 "where scikit-learn's data sets lie [default: where python3-sklearn puts them]",
                 {{.needs = {"suite"}}});
    options.add({.name = "function",
                 .value = "A,B,...",
                 .help = "test functions with a known surface: " + join(test_functions()),
                 .set = [this](const std::string& given) { ready.functions = split_list(given); }});
}

void ProblemOptions::add_training(OptionList& options) {
    const auto is_option = [](const Setting& row, Scope scope) {
        return row.theme == Theme::training && row.scope == scope && row.in_comparison == InComparison::option;
    };
    options.group("Training, for --data", {own_data(), when_run()});
    options.add({.name = "batch-size",
                 .value = "N|full,...",
                 .help = training::setting("batch_size").help + "; several make a problem each",
                 .default_text = join(batch_sizes, ","),
                 .set = [this](const std::string& given) { batch_sizes = split_list(given); }});
    settings.add(options, [&](const Setting& row) { return is_option(row, Scope::data) && row.name != "batch_size"; });
    options.choice<Metric>("metric", metric, "what optimizers are judged by", "accuracy for classes, loss for numbers");
    options.group("Training, the same for all trials of all problems", {when_run()});
    settings.add(options, "epochs").default_text += " for --data; a suite and functions have their own";
    settings.add(options, [&](const Setting& row) { return is_option(row, Scope::any) && row.name != "epochs"; });
}

std::vector<Problem> ProblemOptions::problems(std::vector<std::string>& left_out) const {
    std::vector<Problem> result;
    if (!data.data.empty()) result = own_problems();
    for (Problem& problem : contest::ready_problems(ready, settings, left_out)) result.push_back(std::move(problem));
    if (result.empty())
        throw UsageError("data", "is missing; name a file, fashion-mnist, or give --suite or --function");
    return result;
}

OwnData ProblemOptions::read_own_data(const Model* from) const {
    training::DataChoice source = data;
    source.targets = data.targets_with(from);
    const Dataset all = source.read_to_train(from);
    OwnData own{.source = data.data, .reading = source.reading(all), .all = all, .test = test.read(source, all)};
    own.reading["labels"] = data.labels;
    own.reading["targets"] = join(source.targets, ",");
    own.reading["validation_data"] = validation_data.data;
    own.validation_data = validation_data.read(source, all);
    own.validation = validation;
    if (test_fraction_given_ || own.test.patterns() == 0) own.test_fraction = test_fraction;
    return own;
}

std::vector<Problem> ProblemOptions::own_problems() const {
    const std::optional<training::StartModel> start = settings.start();
    const Model* const from = start ? &start->model : nullptr;
    return contest::own_problems(read_own_data(from), {network, settings, from, batch_sizes, metric});
}

}  // namespace descent::cli
