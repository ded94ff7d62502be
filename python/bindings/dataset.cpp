#include <descent/dataset.h>

#include <descent/error.h>
#include <descent/split.h>

#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <optional>
#include <type_traits>

#include "bindings/arrays.h"
#include "bindings/module.h"
#include "data/read_dataset.h"
#include "training/preparation/decisions.h"

namespace descent::python {
namespace {

using Weights = nb::ndarray<const float, nb::ndim<1>, nb::c_contig>;
using Labels = nb::ndarray<const std::uint32_t, nb::ndim<1>, nb::c_contig>;

template <class Array>
auto to_vector(const Array& array) {
    return std::vector<std::remove_const_t<typename Array::Scalar>>(array.data(), array.data() + array.size());
}

std::vector<float> to_vector(const std::optional<Weights>& weights) {
    return weights ? to_vector(*weights) : std::vector<float>();
}

Dataset of_arrays(const nb::object& inputs, const nb::object& targets, const std::optional<Weights>& weights,
                  const std::string& task, std::vector<std::string> class_names) {
    const data::Array matrix = to_array(inputs, "X");
    data::require_finite(matrix);
    DataSource source{.path = "X", .class_names = std::move(class_names), .task = parse_task(task)};
    if (targets.is_none()) return data::to_dataset(matrix, nullptr, source, to_vector(weights));
    const data::Array labels = to_array(targets, "y");
    if (!labels.text) data::require_finite(labels);
    return data::to_dataset(matrix, &labels, source, to_vector(weights));
}

/// Labels are places among the class names.
Dataset of_labels(const nb::object& inputs, const Labels& labels, std::vector<std::string> class_names,
                  const std::optional<Weights>& weights) {
    const data::Array matrix = to_array(inputs, "X");
    data::require_finite(matrix);
    Dataset::Targets targets{to_vector(labels), std::move(class_names), {}, 0};
    return Dataset("X", data::to_inputs(matrix), std::move(targets), {.weights = to_vector(weights)});
}

std::vector<std::size_t> rows_of(const Dataset& data) { return {data.rows().begin(), data.rows().end()}; }

}  // namespace

void bind_dataset(nb::module_& module) {
    nb::class_<Dataset>(module, "Dataset", "Patterns and targets. Never changes; bytes of arrays are shared.")
        .def_static("of_arrays", of_arrays, nb::arg("inputs"), nb::arg("targets").none(), nb::arg("weights").none(),
                    nb::arg("task"), nb::arg("class_names"),
                    "Of NumPy arrays that are contiguous in C or Fortran order, by the rules for .npy files.")
        .def_static("of_labels", of_labels, nb::arg("inputs"), nb::arg("labels"), nb::arg("class_names"),
                    nb::arg("weights").none(), "The same, with classes that the caller has numbered.")
        .def_prop_ro("patterns", &Dataset::patterns)
        .def_prop_ro("inputs", &Dataset::inputs)
        .def_prop_ro("outputs", &Dataset::outputs)
        .def_prop_ro("has_classes", &Dataset::has_classes)
        .def_prop_ro("class_names", &Dataset::class_names)
        .def_prop_ro("input_names", &Dataset::input_names)
        .def_prop_ro("rows", rows_of, "Row in the whole data of each pattern.")
        .def_prop_ro("notes", &training::notes_of, "What was decided while it was read, one line each.")
        .def(
            "split",
            [](const Dataset& data, const std::string& holdout, std::uint64_t seed) {
                return split(data, parse_holdout(holdout), seed);
            },
            nb::arg("holdout"), nb::arg("seed"), "(rest, held out), as `descent train --validation` splits.");
}

}  // namespace descent::python
