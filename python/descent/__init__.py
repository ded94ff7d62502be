"""Trains fully connected networks on CPUs and compares optimizers fairly.

    run = descent.train(X, y, hidden=(64,), optimizer="adam", epochs=20)
    run.model.predict(X)
"""

from ._core import Error, HyperParameter, InputError, Optimizer, Registry, Slot, UsageError
from ._core import version as __version__
from ._model import Model, load
from ._optimizers import optimizers
from ._parameters import Settings
from ._training import Run, train

__all__ = [
    "Error", "HyperParameter", "InputError", "Model", "Optimizer", "Registry", "Run", "Settings", "Slot", "UsageError",
    "__version__", "load", "optimizers", "train",
]
