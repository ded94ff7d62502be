"""Classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from sklearn.base import ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets, unique_labels

from .. import _core
from .._arrays import Array
from .._parameters import ClassifierParameters
from .._table import Columns
from ._base import DescentEstimator
from ._table import Table
from ._validation import targets_beside, validated

if TYPE_CHECKING:
    from typing_extensions import Self


class DescentClassifier(ClassifierMixin, ClassifierParameters, DescentEstimator):  # type: ignore[misc]
    __doc__ = ClassifierParameters.__doc__

    classes_: Array

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """One pass over these patterns, on top of what was learnt; `classes`: all that will ever come."""
        first = not hasattr(self, "model_")
        X, y = self._checked(X, y, reset=first)
        if first:
            self._learn_targets(unique_labels(y) if classes is None else unique_labels(classes))
        return self._run(X, y, sample_weight, None, None if first else self.model_, {"epochs": 1})

    def predict(self, X: Any) -> Array:
        """The likeliest class of each pattern."""
        outputs = self._outputs(X)
        classes: Array = self.classes_[outputs.argmax(axis=1)]
        return classes

    def predict_proba(self, X: Any) -> npt.NDArray[np.float64]:
        """[patterns, classes], each row with the sum 1."""
        outputs = self._outputs(X)
        shares: npt.NDArray[np.float64] = outputs / outputs.sum(axis=1, keepdims=True)
        return shares

    def predict_log_proba(self, X: Any) -> npt.NDArray[np.float64]:
        """The logarithms of `predict_proba`."""
        with np.errstate(divide="ignore"):
            logarithms: npt.NDArray[np.float64] = np.log(self.predict_proba(X))
        return logarithms

    def _checked(self, X: Any, y: Any, *, reset: bool) -> tuple[Array | Table, Array]:
        table = self._table(X, reset=reset)
        X, y = validated(self, X, y, reset=reset) if table is None else targets_beside(self, table, y)
        check_classification_targets(y)
        return X, y

    def _learn_targets(self, y: Array) -> None:
        self.classes_ = np.unique(y)

    def _places(self, y: Array) -> Array:
        places = np.searchsorted(self.classes_, y)
        known = self.classes_[np.minimum(places, len(self.classes_) - 1)] == y
        if not known.all():
            raise ValueError(f"y contains a class that was not known before: {np.asarray(y)[~known][0]!r}")
        return places

    def _choice(self, table: Table, y: Array) -> tuple[dict[str, Any], Columns, list[str]]:
        names = [str(name) for name in self.classes_]
        [target] = table.free_names("y", 1)
        return {"task": "classification"}, {target: [names[place] for place in self._places(y)]}, names

    def _dataset(self, X: Array, y: Array, weights: npt.NDArray[np.float32] | None) -> _core.Dataset:
        return _core.Dataset.of_labels(X, self._places(y).astype(np.uint32), [str(name) for name in self.classes_], weights)

    def _settings(self) -> dict[str, Any]:
        settings = super()._settings()
        if isinstance(self.class_weight, dict):
            settings["class_weights"] = [float(self.class_weight.get(one, 1)) for one in self.classes_]
        return settings
