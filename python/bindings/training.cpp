#include <descent/training.h>

#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <utility>

#include "bindings/module.h"
#include "bindings/observer.h"
#include "model/format.h"
#include "storage/checksum.h"
#include "storage/whole_files.h"
#include "training/network_workload.h"
#include "training/preparation/decisions.h"
#include "training/preparation/defaults.h"
#include "training/preparation/given_settings.h"
#include "training/preparation/network_choice.h"
#include "training/request.h"

namespace descent::python {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

/// What a user chose, and what follows from the data.
struct Plan {
    std::optional<training::StartModel> start;
    Network network = {};
    TrainingOptions options = {};
    training::Lines notes = {};
};

/// A model that is no file begins a run as its file would.
training::StartModel in_memory(const Model& model) {
    const std::string bytes = model::file_of(model);
    return {.path = "in memory", .model = model, .hash = storage::checksum(storage::as_bytes(bytes))};
}

Plan plan(const Dataset& training, const Dataset& validation, const training::NetworkChoice& choice,
          const Texts& settings, const Registry& registry, const Model* start) {
    training::GivenSettings given(training::default_options());
    for (const auto& [name, text] : settings) given.set(training::setting(name), text);
    registry.info(given.options().optimizer);
    Plan plan;
    plan.start = start != nullptr ? in_memory(*start) : given.start();
    if (start != nullptr) given.set(training::setting("from"), plan.start->path);
    const Model* const from = plan.start ? &plan.start->model : nullptr;
    plan.options = given.options_of_run(training, from, registry);
    plan.network = choice.for_data(training, plan.options.loss, from);
    plan.notes = training::decisions_of_run(plan.network, training, validation, {}, given, plan.options, registry);
    return plan;
}

/// How a run ended, and what it leaves behind.
struct Run {
    TrainingResult result;
    nb::list history;
    training::Lines notes = {};
};

Run run(const Dataset& training, const Dataset& validation, std::vector<std::string> targets,
        const training::NetworkChoice& choice, const Texts& settings, const Registry& registry, const Model* start,
        nb::object on_epoch, nb::object on_notice) {
    PythonObserver observer(std::move(on_epoch), std::move(on_notice));
    Run run;
    {
        const nb::gil_scoped_release others_may_run;
        Plan planned = plan(training, validation, choice, settings, registry, start);
        training::NetworkWorkload workload(planned.network, training, validation,
                                           planned.start ? &*planned.start : nullptr);
        run.result = training::train({workload, planned.options, registry, observer});
        run.result.model.target_names = std::move(targets);
        run.notes = std::move(planned.notes);
    }
    run.history = observer.history();
    return run;
}

}  // namespace

void bind_training(nb::module_& module) {
    nb::class_<training::NetworkChoice>(module, "NetworkChoice", "The network that a user describes in words.")
        .def(
            "__init__",
            [](training::NetworkChoice* choice, const std::optional<std::string>& hidden, std::string activation,
               std::string output_activation) {
                new (choice) training::NetworkChoice{.activation = std::move(activation),
                                                     .output_activation = std::move(output_activation),
                                                     .hidden_given = hidden.has_value()};
                if (hidden) choice->hidden = *hidden;
            },
            nb::arg("hidden").none(), nb::arg("activation"), nb::arg("output_activation"));

    nb::class_<Run>(module, "Run", "How a run ended, and what it leaves behind.")
        .def_prop_ro("model", [](const Run& run) { return run.result.model; })
        .def_prop_ro("reason", [](const Run& run) { return std::string(to_string(run.result.reason)); })
        .def_prop_ro("message", [](const Run& run) { return run.result.message; })
        .def_prop_ro("steps", [](const Run& run) { return run.result.steps; })
        .def_prop_ro("epochs", [](const Run& run) { return run.result.epochs; })
        .def_prop_ro("seconds", [](const Run& run) { return run.result.seconds; })
        .def_ro("history", &Run::history, nb::for_getter(nb::sig("def history(self) -> list[dict[str, typing.Any]]")))
        .def_ro("notes", &Run::notes);

    module.def(
        "train", run, nb::arg("training"), nb::arg("validation"), nb::arg("targets"), nb::arg("network"),
        nb::arg("settings"), nb::arg("registry"), nb::arg("start").none(), nb::arg("on_epoch").none(),
        nb::arg("on_notice").none(),
        "Trains as `descent train` does with these settings, given as texts; `start` is the model of `from`, `targets` "
        "are the target columns that the model remembers.");
}

}  // namespace descent::python
