#include <descent/error.h>

#include "bindings/module.h"

namespace descent::python {

void bind_errors(nb::module_& module) {
    // The base is translated last of all: translators are asked from the newest to the oldest.
    const nb::exception<Error> error(module, "Error", PyExc_RuntimeError);
    const nb::tuple bases = nb::make_tuple(error, nb::handle(PyExc_ValueError));
    nb::exception<InputError>(module, "InputError", bases.ptr());
    nb::exception<UsageError>(module, "UsageError", bases.ptr());
}

}  // namespace descent::python
