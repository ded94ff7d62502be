#include "training/preparation/data_choice.h"

#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <optional>

#include "bindings/arrays.h"
#include "bindings/module.h"
#include "data/csv.h"

namespace descent::python {
namespace {

using training::DataChoice;
using Names = std::vector<std::string>;

DataChoice choice_of(std::string data, std::string labels, Names target, const std::string& task,
                     const std::optional<std::string>& encoding, bool header, Names columns, Names ignore,
                     const std::optional<std::string>& missing, const std::optional<std::string>& unknown,
                     std::string weights, std::string group_by, std::size_t threads) {
    DataChoice choice{.data = std::move(data),
                      .labels = std::move(labels),
                      .targets = std::move(target),
                      .task = parse_task(task),
                      .no_header = !header,
                      .columns = std::move(columns),
                      .ignore = std::move(ignore),
                      .group_by = std::move(group_by),
                      .weights = std::move(weights),
                      .threads = {threads}};
    if (missing) choice.missing = parse_missing(*missing);
    if (encoding) choice.encoding = parse_encoding(*encoding);
    if (unknown) choice.unknown = parse_unknown(*unknown);
    return choice;
}

/// A table in memory: UTF-8 in the form of a CSV file.
Dataset parsed(const nb::bytes& table, const DataSource& source) {
    const std::string_view text(table.c_str(), table.size());
    const storage::FileBytes bytes{shared_owner(table),
                                   {reinterpret_cast<const std::byte*>(text.data()), text.size()},
                                   source.path};  // NOLINT: text is bytes
    const nb::gil_scoped_release others_may_run;
    return data::parse_csv(bytes, source);
}

Dataset parsed_like(const DataChoice& choice, const Dataset& training, const nb::bytes& table) {
    Dataset second = parsed(table, choice.source_like(training, choice.data, ""));
    training::require_alike(second, training);
    return second;
}

}  // namespace

void bind_data_choice(nb::module_& module) {
    using Unlocked = nb::call_guard<nb::gil_scoped_release>;
    nb::class_<DataChoice>(module, "DataChoice", "The data that a user names, and how it is read.")
        .def(
            "__init__",
            [](DataChoice* choice, std::string data, std::string labels, Names target, const std::string& task,
               const std::optional<std::string>& encoding, bool header, Names columns, Names ignore,
               const std::optional<std::string>& missing, const std::optional<std::string>& unknown,
               std::string weights, std::string group_by, std::size_t threads) {
                new (choice) DataChoice(choice_of(std::move(data), std::move(labels), std::move(target), task, encoding,
                                                  header, std::move(columns), std::move(ignore), missing, unknown,
                                                  std::move(weights), std::move(group_by), threads));
            },
            nb::arg("data"), nb::arg("labels") = "", nb::arg("target") = Names(), nb::arg("task") = "auto",
            nb::arg("encoding").none() = nb::none(), nb::arg("header") = true, nb::arg("columns") = Names(),
            nb::arg("ignore") = Names(), nb::arg("missing").none() = nb::none(), nb::arg("unknown").none() = nb::none(),
            nb::arg("weights") = "", nb::arg("group_by") = "", nb::arg("threads") = 0)
        .def("reading", &DataChoice::reading, nb::arg("training"), "How the data is read, for the record of a study.")
        .def("targets_with", &DataChoice::targets_with, nb::arg("model").none())
        .def("read_to_train", &DataChoice::read_to_train, nb::arg("start").none(), Unlocked())
        .def("read_for", &DataChoice::read_for, nb::arg("model"), nb::arg("targets_optional"), Unlocked())
        .def("read_like", &DataChoice::read_like, nb::arg("training"), nb::arg("path"), nb::arg("labels"), Unlocked())
        .def("read_test", &DataChoice::read_test, nb::arg("training"), nb::arg("path"), nb::arg("labels"), Unlocked())
        .def(
            "parse_to_train",
            [](const DataChoice& choice, const nb::bytes& table, const Model* start, Names class_names) {
                DataSource source = choice.source(start);
                if (!class_names.empty()) source.class_names = std::move(class_names);
                return parsed(table, source);
            },
            nb::arg("table"), nb::arg("start").none(), nb::arg("class_names") = Names(),
            "The same of a table in memory, in the form of a CSV file; with these classes.")
        .def("parse_like", parsed_like, nb::arg("training"), nb::arg("table"))
        .def(
            "parse_for",
            [](const DataChoice& choice, const nb::bytes& table, const Model& model, bool targets_optional) {
                return parsed(table, choice.source_for(model, targets_optional));
            },
            nb::arg("table"), nb::arg("model"), nb::arg("targets_optional"));
}

}  // namespace descent::python
