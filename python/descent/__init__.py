"""Trains fully connected networks on CPUs and compares optimizers fairly.

    run = descent.train(X, y, hidden=(64,), optimizer="adam", epochs=20)
    run.model.predict(X)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._core import Error, HyperParameter, InputError, Optimizer, Registry, Slot, Step, UsageError
from ._core import version as __version__
from ._comparison import compare
from ._conformance import Check, Conformance, check_optimizer
from ._data import Reading
from ._import import import_model
from ._model import Model, load
from ._optimizers import optimizers
from ._parameters import Settings, SharedSettings
from ._plugin import to_plugin
from ._rules import Choice, Range, Rule
from ._study import Report, Study
from ._torch import from_torch
from ._training import Run, train

if TYPE_CHECKING:
    from .estimators import DescentClassifier, DescentRegressor

__all__ = [
    "DescentClassifier", "DescentRegressor",
    "Check", "Choice", "Conformance", "Error", "HyperParameter", "InputError", "Model", "Optimizer", "Range", "Reading",
    "Registry", "Report", "Rule", "Run", "Settings", "SharedSettings", "Slot", "Step", "Study", "UsageError",
    "__version__", "check_optimizer", "compare", "from_torch", "import_model", "load", "optimizers", "to_plugin", "train",
]


def __getattr__(name: str) -> Any:
    """The estimators, which need scikit-learn, are imported when they are used."""
    if name in ("DescentClassifier", "DescentRegressor"):
        from . import estimators
        return getattr(estimators, name)
    raise AttributeError(f"module 'descent' has no attribute {name!r}")
