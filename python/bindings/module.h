#pragma once
/// \file
/// What each file of this folder adds to the module.

#include <nanobind/nanobind.h>

namespace descent::python {

namespace nb = nanobind;

void bind_errors(nb::module_& module);
void bind_optimizers(nb::module_& module);
void bind_settings(nb::module_& module);
void bind_dataset(nb::module_& module);
void bind_data_choice(nb::module_& module);
void bind_model(nb::module_& module);
void bind_import(nb::module_& module);
void bind_training(nb::module_& module);
void bind_contest(nb::module_& module);
void bind_rules(nb::module_& module);
void bind_conformance(nb::module_& module);
void bind_machine(nb::module_& module);

}  // namespace descent::python
