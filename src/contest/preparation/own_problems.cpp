#include "contest/preparation/own_problems.h"

#include <descent/error.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "training/settings/setting.h"

namespace descent::contest {
namespace {

std::pair<Dataset, Dataset> with_test_data(const OwnData& data) {
    constexpr std::uint64_t split_seed = 0;  // one test set for all trials
    if (data.test_fraction && data.test_fraction->fraction == 0) {
        throw UsageError("test_fraction", "found 0, expected more");
    }
    if (data.test.patterns() == 0)
        return split(data.all, data.test_fraction.value_or(Holdout{.fraction = 0.2}), split_seed);
    if (data.test_fraction)
        throw UsageError("test_fraction", "has no meaning here; " + data.source + " has a test set");
    return {data.all, data.test};
}

Metric chosen_metric(std::optional<Metric> asked, bool classes) {
    if (asked == Metric::accuracy && !classes) {
        throw UsageError("metric", "accuracy needs classes, and the data has none");
    }
    return asked.value_or(classes ? Metric::accuracy : Metric::loss);
}

}  // namespace

std::vector<Problem> own_problems(const OwnData& data, const OwnTraining& training) {
    Problem problem{.name = data.source, .source = data.source};
    problem.reading = data.reading;
    std::tie(problem.training, problem.test) = with_test_data(data);
    problem.validation_data = data.validation_data;
    // A problem leaves optimizer, seed and threads to its trials.
    const descent::training::GivenSettings& given = training.settings;
    problem.options = given.on_top_of({.epochs = given.options().epochs}, problem.training, training.from);
    problem.network = training.network.for_data(problem.training, problem.options.loss, training.from);
    problem.name = problem.training.name() + " " + to_string(problem.network);
    problem.validation = data.validation;
    problem.metric = chosen_metric(training.metric, problem.training.has_classes());
    std::vector<Problem> problems;
    for (const std::string& size : training.batch_sizes) {
        if (std::ranges::count(training.batch_sizes, size) > 1) {
            throw UsageError("batch_size", quote(size) + " stands twice");
        }
        problems.push_back(problem);
        descent::training::setting("batch_size").parse(problems.back().options, size);
        if (training.batch_sizes.size() > 1) problems.back().name += " batch " + size;
    }
    return problems;
}

}  // namespace descent::contest
