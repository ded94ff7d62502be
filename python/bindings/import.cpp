#include "model/import/import.h"

#include <descent/error.h>

#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <tuple>

#include "bindings/module.h"
#include "storage/whole_files.h"

namespace descent::python {
namespace {

using Floats = nb::ndarray<const float, nb::c_contig, nb::device::cpu>;
using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

model::ForeignLayer layer_of(const std::tuple<Floats, Floats, std::string>& given) {
    const auto& [weights, biases, activation] = given;
    if (weights.ndim() != 2 || biases.ndim() != 1 || biases.shape(0) != weights.shape(0)) {
        throw UsageError("source", "weights and biases of a layer have shapes that do not fit");
    }
    return {.inputs = weights.shape(1),
            .units = weights.shape(0),
            .weights = std::vector<float>(weights.data(), weights.data() + weights.size()),
            .biases = std::vector<float>(biases.data(), biases.data() + biases.size()),
            .activation = parse_activation(activation)};
}

}  // namespace

void bind_import(nb::module_& module) {
    module.def(
        "import_file",
        [](const std::string& path, std::string activation, std::string output_activation, std::string loss,
           Names class_names) {
            return model::import_model(storage::map_file(path), {std::move(activation), std::move(output_activation),
                                                                 std::move(loss), std::move(class_names)});
        },
        nb::arg("path"), nb::arg("activation"), nb::arg("output_activation"), nb::arg("loss"), nb::arg("class_names"),
        nb::call_guard<nb::gil_scoped_release>());
    module.def(
        "import_layers",
        [](const std::string& what, const std::vector<std::tuple<Floats, Floats, std::string>>& layers,
           std::optional<std::pair<Numbers, Numbers>> scaling, std::string output_activation, std::string loss,
           Names class_names) {
            model::ForeignNetwork network;
            for (const auto& layer : layers) network.layers.push_back(layer_of(layer));
            if (scaling) network.scaling = {std::move(scaling->first), std::move(scaling->second), {}};
            return model::model_of(std::move(network),
                                   {"", std::move(output_activation), std::move(loss), std::move(class_names)}, what);
        },
        nb::arg("what"), nb::arg("layers"), nb::arg("scaling").none(), nb::arg("output_activation"), nb::arg("loss"),
        nb::arg("class_names"), "Layers as weights [units, inputs], biases and the name of an activation.");
}

}  // namespace descent::python
