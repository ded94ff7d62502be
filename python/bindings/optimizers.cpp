#include <descent/registry.h>

#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include "bindings/module.h"
#include "bindings/rules/python_rule.h"

namespace descent::python {

void bind_optimizers(nb::module_& module) {
    nb::class_<HyperParameterInfo>(module, "HyperParameter", "A hyper-parameter of an optimizer.")
        .def_ro("name", &HyperParameterInfo::name)
        .def_ro("help", &HyperParameterInfo::help)
        .def_ro("default", &HyperParameterInfo::default_value)
        .def_ro("minimum", &HyperParameterInfo::minimum)
        .def_ro("maximum", &HyperParameterInfo::maximum)
        .def_ro("choices", &HyperParameterInfo::choices)
        .def("__repr__", [](const HyperParameterInfo& info) { return "<HyperParameter " + info.name + ">"; });

    nb::class_<SlotInfo>(module, "Slot", "A number that an optimizer keeps for each parameter.")
        .def_ro("name", &SlotInfo::name)
        .def_ro("help", &SlotInfo::help);

    nb::class_<OptimizerInfo>(module, "Optimizer", "An update rule as its author describes it.")
        .def_ro("name", &OptimizerInfo::name)
        .def_ro("formula", &OptimizerInfo::formula)
        .def_ro("source", &OptimizerInfo::source)
        .def_ro("hyper_parameters", &OptimizerInfo::hyper_parameters)
        .def_ro("slots", &OptimizerInfo::slots)
        .def_ro("file", &OptimizerInfo::file, "Of the plugin; empty where it is built in.")
        .def("__repr__",
             [](const OptimizerInfo& info) { return "<Optimizer " + info.name + ": " + info.formula + ">"; });

    nb::class_<Registry>(module, "Registry", "The optimizers that there are.")
        .def("__init__", [](Registry* registry) { new (registry) Registry(builtin_optimizers()); })
        .def("list", &Registry::list, "In the order of registration.")
        .def("info", &Registry::info, nb::arg("name"), "Raises UsageError for an unknown name.")
        .def(
            "add_rule",
            [](Registry& registry, const PythonRule& rule) {
                registry.add(rule.rule(), rule.description().place, rule.description().code);
            },
            nb::arg("rule"), nb::keep_alive<1, 2>())
        .def("load_plugin", &Registry::load_plugin, nb::arg("path"), "Loads a shared library and adds its rules.");
}

}  // namespace descent::python
