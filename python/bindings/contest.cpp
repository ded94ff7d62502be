#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "bindings/contest_run.h"
#include "bindings/module.h"
#include "contest/preparation/contestant_choice.h"
#include "contest/preparation/decisions.h"
#include "contest/preparation/own_problems.h"
#include "contest/preparation/ready_problems.h"
#include "study/log.h"
#include "study/names.h"

namespace descent::python {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;
using Names = std::vector<std::string>;

/// What a comparison is asked for; checked when it runs.
struct ContestRequest {
    std::optional<contest::OwnData> own = {};
    std::optional<training::NetworkChoice> network = {};
    Names batch_sizes = {};
    std::string metric = {};  // empty: that of the data
    contest::ReadyChoice ready = {};
    Texts settings = {};
    contest::ContestantChoice contestants = {};
    Protocol protocol = {};
    contest::SearchGiven given = {};
};

/// One's own data first, then those of the suite, then the functions.
std::vector<Problem> problems_of(const ContestRequest& request, const training::GivenSettings& settings, Names& notes) {
    std::optional<Metric> asked;
    if (!request.metric.empty()) asked = value_of<Metric>(request.metric, "metric");
    const std::optional<Metric> metric = contest::metric_of(asked, request.protocol);
    std::vector<Problem> problems;
    if (request.own) {
        const std::optional<training::StartModel> start = settings.start();
        problems = contest::own_problems(
            *request.own, {*request.network, settings, start ? &start->model : nullptr, request.batch_sizes, metric});
    }
    for (Problem& problem : contest::ready_problems(request.ready, settings, notes)) {
        problems.push_back(std::move(problem));
    }
    return problems;
}

StudyOutcome run(const ContestRequest& request, const Registry& registry, const StudyPlace& place,
                 const nb::object& show) {
    training::GivenSettings settings({.epochs = contest::default_epochs});
    for (const auto& [name, text] : request.settings) settings.set(training::setting(name), text);
    const std::vector<Contestant> contestants = request.contestants.contestants(registry);
    contest::check_search(contestants, request.protocol, registry, request.given);
    Names notes;
    const std::vector<Problem> problems = problems_of(request, settings, notes);
    for (std::string& line : contest::decisions(problems, settings, request.contestants.optimizers, registry)) {
        notes.push_back(std::move(line));
    }
    return run_interruptibly(show, std::move(notes), [&](ComparisonObserver& observer) {
        return compare(problems, contestants, request.protocol, registry, place, observer);
    });
}

Names trials_of(const std::string& folder) {
    Names lines;
    for (const study::TrialRecord& record : study::read_study(folder).study.trials) {
        lines.push_back(to_json_line(study::to_json(record)));
    }
    return lines;
}

}  // namespace

void bind_contest(nb::module_& module) {
    nb::class_<ContestRequest>(module, "ContestRequest", "What a comparison is asked for.")
        .def(nb::init<>())
        .def(
            "own_data",
            [](ContestRequest& request, std::string source, std::map<std::string, std::string> reading,
               const Dataset& all, const std::optional<Dataset>& test, const std::optional<Dataset>& validation_data,
               const std::optional<std::string>& test_fraction, const std::string& validation,
               const training::NetworkChoice& network, Names batch_sizes) {
                request.own = contest::OwnData{.source = std::move(source),
                                               .reading = std::move(reading),
                                               .all = all,
                                               .test = test.value_or(Dataset()),
                                               .validation_data = validation_data.value_or(Dataset()),
                                               .validation = parse_holdout(validation)};
                if (test_fraction) request.own->test_fraction = parse_holdout(*test_fraction, "test_fraction");
                request.network = network;
                request.batch_sizes = std::move(batch_sizes);
            },
            nb::arg("source"), nb::arg("reading"), nb::arg("all"), nb::arg("test").none(),
            nb::arg("validation_data").none(), nb::arg("test_fraction").none(), nb::arg("validation"),
            nb::arg("network"), nb::arg("batch_sizes"))
        .def(
            "contestants",
            [](ContestRequest& request, Names optimizers, const Names& settings) {
                request.contestants.optimizers = std::move(optimizers);
                for (const std::string& setting : settings) request.contestants.set(setting);
            },
            nb::arg("optimizers"), nb::arg("settings"))
        .def(
            "search",
            [](ContestRequest& request, const std::string& tune, const std::optional<std::uint64_t>& budget,
               const std::optional<Names>& tuned, const std::optional<std::uint64_t>& tuning_seeds) {
                Protocol& protocol = request.protocol;
                protocol.tuning = parse_tuning(tune);
                request.given = {budget.has_value(), tuning_seeds.has_value(), tuned.has_value()};
                protocol.budget = budget.value_or(protocol.budget);
                protocol.tuned = tuned.value_or(protocol.tuned);
                protocol.tuning_seeds = tuning_seeds.value_or(protocol.tuning_seeds);
            },
            nb::arg("tune"), nb::arg("budget").none(), nb::arg("tuned").none(), nb::arg("tuning_seeds").none())
        .def(
            "protocol",
            [](ContestRequest& request, std::uint64_t seeds, std::uint64_t first_seed,
               const std::optional<double>& target_accuracy, const std::optional<double>& target_loss,
               std::uint64_t jobs, bool trajectories) {
                Protocol& protocol = request.protocol;
                protocol.seeds = seeds;
                protocol.first_seed = first_seed;
                protocol.target_accuracy = target_accuracy;
                protocol.target_loss = target_loss;
                protocol.jobs = jobs;
                protocol.trajectories = trajectories;
            },
            nb::arg("seeds"), nb::arg("first_seed"), nb::arg("target_accuracy").none(), nb::arg("target_loss").none(),
            nb::arg("jobs"), nb::arg("trajectories"))
        .def_rw("metric", &ContestRequest::metric)
        .def(
            "ready_problems",
            [](ContestRequest& request, std::string suite, std::string tables, Names functions) {
                request.ready = {std::move(suite), std::move(tables), std::move(functions)};
            },
            nb::arg("suite"), nb::arg("tables"), nb::arg("functions"))
        .def_rw("settings", &ContestRequest::settings);

    nb::class_<StudyOutcome>(module, "StudyOutcome", "How many trials ran and failed.")
        .def_ro("trials", &StudyOutcome::trials)
        .def_ro("run", &StudyOutcome::run)
        .def_ro("failed", &StudyOutcome::failed);

    module.def(
        "compare",
        [](const ContestRequest& request, const Registry& registry, const std::string& folder, bool resume,
           Names command, const nb::object& show) {
            return run(request, registry, {.folder = folder, .resume = resume, .command = std::move(command)}, show);
        },
        nb::arg("request"), nb::arg("registry"), nb::arg("folder"), nb::arg("resume"), nb::arg("command"),
        nb::arg("show"), "Runs the trials that the study in the folder does not hold yet.");
    module.def(
        "write_summaries", [](const std::string& folder) { return write_summaries(folder); }, nb::arg("folder"),
        nb::call_guard<nb::gil_scoped_release>(), "Makes the tables from the logs; returns the ranked one.");
    module.def(
        "write_report", [](const std::string& folder, const std::string& path) { write_report(folder, path); },
        nb::arg("folder"), nb::arg("path"), nb::call_guard<nb::gil_scoped_release>());
    module.def("trials", &trials_of, nb::arg("folder"), nb::call_guard<nb::gil_scoped_release>(),
               "One line of JSON a trial.");
}

}  // namespace descent::python
