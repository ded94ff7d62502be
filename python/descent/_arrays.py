"""Arrays and what stands for them, as NumPy arrays that the library can read where they lie."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ._core import Dataset

Array = npt.NDArray[Any]


def as_numbers(values: npt.ArrayLike, name: str) -> Array:
    """An array of numbers that is contiguous in C or Fortran order; the same one where it is so already."""
    array = np.asarray(values)
    if array.dtype.kind == "O":
        array = array.astype(np.float64)
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name} is an array of {array.dtype}, expected numbers")
    return contiguous(wide_float(array))


def as_targets(values: npt.ArrayLike) -> Array:
    """Numbers or texts; objects become texts, unless all of them are numbers."""
    array = np.asarray(values)
    if array.dtype.kind == "O":
        texts = any(isinstance(value, str) for value in array.ravel())
        array = array.astype(str if texts else np.float64)
    if array.dtype.kind not in "biufUS":
        raise TypeError(f"y is an array of {array.dtype}, expected numbers or texts")
    return contiguous(wide_float(array))


def wide_float(array: Array) -> Array:
    """Extended precision has no place in files: double."""
    return array.astype(np.float64) if array.dtype.kind == "f" and array.dtype.itemsize > 8 else array


def contiguous(array: Array) -> Array:
    """A copy in C order of what is contiguous in neither order."""
    if array.ndim == 0:
        raise ValueError("found a single value, expected an array with a dimension for the patterns")
    return array if array.flags.c_contiguous or array.flags.f_contiguous else np.ascontiguousarray(array)


def as_weights(weights: npt.ArrayLike | None) -> npt.NDArray[np.float32] | None:
    return None if weights is None else np.ascontiguousarray(weights, np.float32)


def dataset(X: npt.ArrayLike, y: npt.ArrayLike | None = None, *, weights: npt.ArrayLike | None = None,
            task: str = "auto", class_names: list[str] | None = None) -> Dataset:
    """Patterns and targets, by the rules for .npy files: see docs/formats.md."""
    targets = None if y is None else as_targets(y)
    return Dataset.of_arrays(as_numbers(X, "X"), targets, as_weights(weights), task, class_names or [])
