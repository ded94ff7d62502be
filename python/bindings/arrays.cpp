#include "bindings/arrays.h"

#include <nanobind/ndarray.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <cstdint>
#include <tuple>

#include "data/npy.h"

namespace descent::python {

std::shared_ptr<const void> shared_owner(nb::object object) {
    return {object.release().ptr(), [](const void* held) {
                const nb::gil_scoped_acquire lock;
                Py_DECREF(static_cast<PyObject*>(const_cast<void*>(held)));
            }};
}

data::Array to_array(const nb::object& array, const std::string& name) {
    const nb::object interface = array.attr("__array_interface__");
    const auto shape = nb::cast<std::vector<std::size_t>>(interface["shape"]);
    const auto type = nb::cast<std::string>(interface["typestr"]);
    const auto address = std::get<0>(nb::cast<std::tuple<std::uintptr_t, bool>>(interface["data"]));
    data::count_elements(shape, 1, SIZE_MAX, name, "");  // none of them 0
    const bool by_rows = nb::cast<bool>(array.attr("flags").attr("c_contiguous"));
    const std::size_t bytes = nb::cast<std::size_t>(array.attr("nbytes"));
    const storage::FileBytes elements{
        shared_owner(array), {reinterpret_cast<const std::byte*>(address), bytes}, name};  // NOLINT: as NumPy says
    return data::npy_array(type, by_rows ? data::ElementOrder::rows : data::ElementOrder::columns, shape, elements);
}

template <class Number>
nb::object to_numpy(std::vector<Number> numbers, const std::vector<std::size_t>& shape) {
    auto* const held = new std::vector<Number>(std::move(numbers));
    const nb::capsule owner(held, [](void* pointer) noexcept { delete static_cast<std::vector<Number>*>(pointer); });
    return nb::cast(nb::ndarray<nb::numpy, Number>(held->data(), shape.size(), shape.data(), owner));
}

template nb::object to_numpy(std::vector<double>, const std::vector<std::size_t>&);
template nb::object to_numpy(std::vector<float>, const std::vector<std::size_t>&);

}  // namespace descent::python
