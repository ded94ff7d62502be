#include <descent/machine.h>

#include <nanobind/stl/string.h>

#include "bindings/module.h"
#include "parallel/fork.h"

namespace descent::python {

void bind_machine(nb::module_& module) {
    nb::class_<Machine>(module, "Machine", "What the machine offers and what was chosen.")
        .def_ro("processor", &Machine::processor)
        .def_ro("threads", &Machine::chosen_threads, "As many as affinity mask and control group allow.")
        .def_prop_ro("instruction_set", [](const Machine& machine) { return std::string(to_string(machine.chosen)); });
    module.def("machine", &inspect_machine);
    module.def("end_threads", &parallel::end_threads, nb::call_guard<nb::gil_scoped_release>(),
               "Ends the threads that wait for the next run, so that a forked process starts its own.");
}

}  // namespace descent::python
