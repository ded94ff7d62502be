#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "bindings/module.h"
#include "bindings/rules/instance.h"
#include "bindings/rules/python_rule.h"
#include "update/project_template.h"

namespace descent::python {

void bind_rules(nb::module_& module) {
    nb::class_<RuleStep>(module, "Step", "What an optimizer's `update` may know of the step.")
        .def_ro("count", &RuleStep::count, "Updates of the run, this one included: the t of formulas, from 1.")
        .def_ro("learning_rate", &RuleStep::learning_rate, "With schedule and factors.")
        .def_ro("decay_factor", &RuleStep::decay_factor, "On the rule's own weight decay: 1, or 0 for what is spared.")
        .def_ro("tensor", &RuleStep::tensor, "\"layers.0.weight\".")
        .def_ro("layer", &RuleStep::layer, "From 0.")
        .def_ro("is_bias", &RuleStep::is_bias);

    nb::class_<RuleSetting>(module, "RuleSetting", "A hyper-parameter of a rule that is written in Python.")
        .def(
            "__init__",
            [](RuleSetting* setting, std::string name, std::string help, double value, double minimum, double maximum,
               int scale, std::vector<std::string> choices, bool whole) {
                new (setting) RuleSetting{std::move(name), std::move(help),    value, minimum, maximum,
                                          scale,           std::move(choices), whole};
            },
            nb::arg("name"), nb::arg("help"), nb::arg("default"), nb::arg("minimum"), nb::arg("maximum"),
            nb::arg("scale"), nb::arg("choices"), nb::arg("whole"));

    nb::class_<PythonRule>(module, "PythonRule", "A rule that is written in Python, as the library sees it.")
        .def(
            "__init__",
            [](PythonRule* rule, std::string name, std::string formula, std::string source, std::string place,
               std::string code, std::vector<RuleSetting> settings, std::vector<std::string> slots, nb::object make,
               nb::object apply) {
                new (rule) PythonRule(
                    {std::move(name), std::move(formula), std::move(source), std::move(place), std::move(code)},
                    std::move(settings), std::move(slots), std::move(make), std::move(apply));
            },
            nb::arg("name"), nb::arg("formula"), nb::arg("source"), nb::arg("place"), nb::arg("code"),
            nb::arg("settings"), nb::arg("slots"), nb::arg("make"), nb::arg("apply"));

    module.def(
        "optimizer_project", [](const std::string& name) { return update::optimizer_project(name); }, nb::arg("name"),
        "Name and contents of each file of a new optimizer's project.");

    nb::register_exception_translator([](const std::exception_ptr& raised, void* /*payload*/) {
        try {
            std::rethrow_exception(raised);
        } catch (PythonRaised& error) {
            error.error().restore();
        }
    });
}

}  // namespace descent::python
