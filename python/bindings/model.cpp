#include <descent/model.h>

#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "bindings/arrays.h"
#include "bindings/module.h"
#include "model/evaluation/json.h"
#include "model/format.h"
#include "storage/whole_files.h"

namespace descent::python {
namespace {

nb::bytes to_bytes(const Model& model) {
    const std::string bytes = model::file_of(model);
    return nb::bytes(bytes.data(), bytes.size());
}

Model from_bytes(const nb::bytes& given) {
    const std::string_view text(given.c_str(), given.size());
    return model::parse_model({nullptr, storage::as_bytes(text), "these bytes"});
}

nb::object predicted(const Model& model, const Dataset& data, std::size_t threads) {
    std::vector<double> outputs;
    {
        const nb::gil_scoped_release others_may_run;
        outputs = predict(model, data, {threads});
    }
    return to_numpy(std::move(outputs), {data.patterns(), model.network.outputs()});
}

std::string evaluated(const Model& model, const Dataset& data, std::size_t threads, std::optional<std::size_t> top_k) {
    const nb::gil_scoped_release others_may_run;
    return to_json_line(model::to_json(evaluate(model, data, {threads}, top_k), model));
}

nb::dict tensors_of(const Model& model) {
    nb::dict tensors;
    for (const ModelTensor& tensor : model.tensors) {
        tensors[tensor.name.c_str()] = to_numpy(tensor.values, tensor.shape);
    }
    return tensors;
}

std::vector<std::pair<std::size_t, std::string>> layers_of(const Model& model) {
    std::vector<std::pair<std::size_t, std::string>> layers;
    for (const Layer& layer : model.network.layers) layers.emplace_back(layer.units, to_string(layer.activation));
    return layers;
}

}  // namespace

void bind_model(nb::module_& module) {
    nb::class_<Model>(module, "Model", "A trained network.")
        .def_static("load", &load, nb::arg("path"), nb::call_guard<nb::gil_scoped_release>())
        .def_static("from_bytes", from_bytes, nb::arg("bytes"), "From what `to_bytes` returned.")
        .def(
            "save", [](const Model& model, const std::string& path) { save(model, path); }, nb::arg("path"),
            nb::call_guard<nb::gil_scoped_release>(), "Writes the file whole or not at all.")
        .def("to_bytes", to_bytes, "The bytes of its file.")
        .def("predict", predicted, nb::arg("data"), nb::arg("threads"),
             nb::sig("def predict(self, data: Dataset, threads: int) -> numpy.typing.NDArray[numpy.float64]"),
             "Outputs in the unit of the targets: [patterns][outputs].")
        .def("evaluate", evaluated, nb::arg("data"), nb::arg("threads"), nb::arg("top_k") = nb::none(),
             "As JSON, with the members that `descent evaluate --json` prints.")
        .def_prop_ro("tensors", tensors_of,
                     nb::for_getter(nb::sig("def tensors(self) -> dict[str, numpy.typing.NDArray[numpy.float32]]")),
                     "Copies, by name: weights [fan_out][fan_in], biases [fan_out].")
        .def_prop_ro("layers", layers_of, "Units and activation of each layer.")
        .def_prop_ro("inputs", [](const Model& model) { return model.network.inputs; })
        .def_prop_ro("outputs", [](const Model& model) { return model.network.outputs(); })
        .def_prop_ro("loss", [](const Model& model) { return std::string(to_string(model.loss)); })
        .def_ro("class_names", &Model::class_names)
        .def_ro("target_names", &Model::target_names)
        .def_prop_ro("input_names", [](const Model& model) { return input_names(model.columns); });
}

}  // namespace descent::python
