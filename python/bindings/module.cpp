// The extension module: one function a concept, each in the file of its name.

#include "bindings/module.h"

#include <descent/version.h>

NB_MODULE(_core, module) {
    module.doc() = "What the package is made of; use descent, not this.";
    nanobind::set_leak_warnings(false);  // joblib's workers end while objects live; their users need not hear of it
    module.attr("version") = descent::version;
    descent::python::bind_errors(module);
    descent::python::bind_rules(module);
    descent::python::bind_optimizers(module);
    descent::python::bind_conformance(module);
    descent::python::bind_settings(module);
    descent::python::bind_dataset(module);
    descent::python::bind_model(module);
    descent::python::bind_import(module);
    descent::python::bind_data_choice(module);
    descent::python::bind_training(module);
    descent::python::bind_contest(module);
    descent::python::bind_machine(module);
}
