#pragma once
/// \file
/// NumPy arrays as the library's arrays and back. Bytes are shared where they lie row after row.

#include <nanobind/nanobind.h>

#include <string>
#include <vector>

#include "data/array.h"

namespace descent::python {

namespace nb = nanobind;

/// What a .npy file of the array would hold. `array` is a numpy.ndarray that is contiguous in C or Fortran order; its
/// bytes must stay as they are while the result lives. Throws InputError with `name` in the place of a file.
data::Array to_array(const nb::object& array, const std::string& name);

/// A new float64 or float32 array of that shape, which takes the numbers over.
template <class Number>
nb::object to_numpy(std::vector<Number> numbers, const std::vector<std::size_t>& shape);

/// Keeps a Python object alive from threads that do not hold the interpreter lock.
std::shared_ptr<const void> shared_owner(nb::object object);

}  // namespace descent::python
