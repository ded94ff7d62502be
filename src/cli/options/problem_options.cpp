#include <tuple>

#include "base/text.h"
#include "cli/options/comparison_options.h"

namespace descent::cli {

void ProblemOptions::add_to(OptionList& options) {
    data.add_to(options, "to train on");
    test.add_to(options);
    options.number("test-fraction", "FRACTION", test_fraction, {0.001, 0.9},
                   "share held out as test data where there is no other");
    options.text("suite", "small|full", suite, "ready problems with real data: minutes, or hours");
    options.text("suite-data", "DIR", tables,
                 "where scikit-learn's data sets lie [default: where python3-sklearn puts them]");
    options.add({.name = "function",
                 .value = "A,B,...",
                 .help = "also functions with a known surface: rosenbrock, beale, noisy-quadratic",
                 .set = [this](const std::string& given) { functions = split_list(given); }});
    network.add_to(options);
    add_training(options);
}

void ProblemOptions::add_training(OptionList& options) {
    options.group("Training");
    options.add({.name = "batch-size",
                 .value = "N|full,...",
                 .help = "patterns an update; full: all of them; several make a problem each",
                 .default_text = join(batch_sizes, ","),
                 .set = [this](const std::string& given) { batch_sizes = split_list(given); }});
    options.add({.name = "epochs",
                 .value = "N",
                 .help = "passes over the data; also of a suite's problems, where it is given",
                 .default_text = to_text(epochs),
                 .set = [this](const std::string& given) {
                     epochs = parse_whole("--epochs", given, {1, largest_count});
                     epochs_given = true;
                 }});
    options.add({.name = "scaling",
                 .value = "NAME",
                 .help = "of the inputs: none (bytes are divided by 255), standardise or min-max",
                 .default_text = std::string(to_string(training.scaling)),
                 .set = [this](const std::string& given) {
                     training.scaling = parse_named("--scaling", given, parse_scaling);
                 }});
    options.add({.name = "init",
                 .value = "NAME",
                 .help = "how weights start: glorot-uniform, glorot-normal, he-uniform, he-normal or torch-linear",
                 .default_text = std::string(to_string(training.initialisation)),
                 .set = [this](const std::string& given) {
                     training.initialisation = parse_named("--init", given, parse_initialisation);
                 }});
    options.add({.name = "schedule",
                 .value = "NAME[:KEY=X,...]",
                 .help = "of the learning rate, the same for all; see 'descent train --help'",
                 .default_text = to_string(training.schedule),
                 .set = [this](const std::string& given) { training.schedule = parse_schedule(given); }});
    options.number("weight-decay", "X", training.weight_decay, {0, largest_number},
                   "adds X times the weights to their gradient; not for biases");
    options.number("clip-norm", "X", training.clip_norm, {0, largest_number},
                   "scales a gradient that is longer than X down to it; 0: off");
    options.number("validation", "FRACTION", validation_fraction, {0, 0.9},
                   "share of the training data that is held out, by the trial's seed, and judges settings");
    options.text("metric", "loss|accuracy", metric, "what decides [default: accuracy for classes, else loss]");
}

std::vector<Problem> ProblemOptions::problems(std::vector<std::string>& left_out) const {
    std::vector<Problem> result;
    if (!data.data.empty()) result = own_problems();
    if (!suite.empty()) {
        Suite ready =
            parse_named("--suite", suite, [this](const std::string& name) { return read_suite(name, tables); });
        for (Problem& problem : ready.problems) {
            if (epochs_given) problem.options.epochs = epochs;
            result.push_back(std::move(problem));
        }
        left_out = std::move(ready.left_out);
    }
    for (const std::string& name : functions) {
        result.push_back(test_function_problem(name));
        if (epochs_given) result.back().options.epochs = epochs;
        result.back().options.schedule = training.schedule;
    }
    if (result.empty())
        throw UsageError("--data", "is missing; name a file, fashion-mnist, or give --suite or --function");
    return result;
}

std::pair<Dataset, Dataset> ProblemOptions::parts() const {
    constexpr std::uint64_t split_seed = 0;  // one test set for all trials
    const Dataset all = data.read();
    Dataset held_out = test.read(data, all);
    if (held_out.patterns() > 0) return {all, std::move(held_out)};
    return split(all, test_fraction, split_seed);
}

Metric ProblemOptions::chosen_metric(bool classes) const {
    if (metric.empty()) return classes ? Metric::accuracy : Metric::loss;
    if (metric == "accuracy" && !classes) throw UsageError("--metric", "accuracy needs classes, and the data has none");
    if (metric != "accuracy" && metric != "loss") {
        throw UsageError("--metric", "found " + quote(metric) + ", expected loss or accuracy");
    }
    return metric == "accuracy" ? Metric::accuracy : Metric::loss;
}

std::vector<Problem> ProblemOptions::own_problems() const {
    Problem problem{.name = data.data, .source = data.data};
    std::tie(problem.training, problem.test) = parts();
    const bool classes = problem.training.has_classes();
    problem.network = network.network(problem.training.inputs(), problem.training.outputs(), classes);
    problem.name = problem.training.name() + " " + to_string(problem.network);
    problem.validation_fraction = validation_fraction;
    problem.options = training;
    problem.options.epochs = epochs;
    problem.options.loss = network.chosen_loss(classes);
    problem.metric = chosen_metric(classes);
    std::vector<Problem> problems;
    for (const std::string& size : batch_sizes) {
        problems.push_back(problem);
        problems.back().options.batch_size = size == "full" ? 0 : parse_whole("--batch-size", size, {1, largest_count});
        if (batch_sizes.size() > 1) problems.back().name += " batch " + size;
    }
    return problems;
}

}  // namespace descent::cli
