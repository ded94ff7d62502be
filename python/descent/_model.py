"""A trained network."""

from __future__ import annotations

import json
import os
from typing import Any

import numpy as np
import numpy.typing as npt

from . import _core
from ._arrays import Array
from ._data import for_model
from ._threads import thread_count


class Model:
    """A trained network with its scaling and the names of its classes. Never changes; can be pickled."""

    def __init__(self, core: _core.Model) -> None:
        self._core = core

    def predict(self, X: Any, *, threads: int | None = None) -> Array:
        """Of classes the names of the likeliest, [patterns]; else the outputs, [patterns] or [patterns, outputs].

        X: an array, a table whose columns are those of training by name, or a file.

        Numbers are in the unit of the targets. Where the names of all classes are whole numbers, so are the predictions.
        """
        outputs = self.outputs(X, threads=threads)
        if self.class_names:
            classes: Array = class_values(self.class_names)[outputs.argmax(axis=1)]
            return classes
        return outputs[:, 0] if outputs.shape[1] == 1 else outputs

    def outputs(self, X: Any, *, threads: int | None = None) -> npt.NDArray[np.float64]:
        """The outputs of the network, [patterns, outputs]: with softmax the probabilities of the classes."""
        return self._core.predict(for_model(self._core, X, targets_optional=True), thread_count(threads))

    def evaluate(self, X: Any, y: Any = None, *, sample_weight: npt.ArrayLike | None = None,
                 top_k: int | None = None, threads: int | None = None) -> dict[str, Any]:
        """Every figure of `descent evaluate --json`; None where one does not exist.

        A table or a file may hold the targets itself; `y` beside a file is a file of labels. `top_k`: of the top-k accuracy; without it
        5 where there are more classes.
        """
        data = for_model(self._core, X, y, sample_weight=sample_weight, targets_optional=False)
        figures: dict[str, Any] = json.loads(self._core.evaluate(data, thread_count(threads), top_k))
        return figures

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the model's file (safetensors), whole or not at all."""
        self._core.save(os.fspath(path))

    @property
    def class_names(self) -> list[str]:
        """In the order of the outputs; empty where the targets are numbers."""
        return self._core.class_names

    @property
    def layers(self) -> list[tuple[int, str]]:
        """Units and activation of each layer, from input to output."""
        return self._core.layers

    @property
    def weights(self) -> dict[str, npt.NDArray[np.float32]]:
        """Copies by name: "layers.0.weight" [fan_out, fan_in] as in PyTorch's Linear, "layers.0.bias" [fan_out]."""
        return self._core.tensors

    def __getstate__(self) -> bytes:
        return self._core.to_bytes()

    def __setstate__(self, state: bytes) -> None:
        self._core = _core.Model.from_bytes(state)

    def __repr__(self) -> str:
        widths = [str(self._core.inputs), *(str(units) for units, _ in self.layers)]
        return f"<Model {'-'.join(widths)}, {self._core.loss}>"


def class_values(names: list[str]) -> Array:
    """The names as an array: of whole numbers where all are."""
    try:
        numbers = np.array([int(name) for name in names])
    except (ValueError, OverflowError):
        return np.array(names)
    return numbers if [str(number) for number in numbers] == names else np.array(names)


def load(path: str | os.PathLike[str]) -> Model:
    """The model in a file that `save` or `descent train --out` wrote."""
    return Model(_core.Model.load(os.fspath(path)))
