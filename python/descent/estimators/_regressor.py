"""Numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from sklearn.base import RegressorMixin

from .. import _core
from .._arrays import Array, contiguous
from .._parameters import RegressorParameters
from .._table import Columns, target_columns
from ._base import DescentEstimator
from ._table import Table
from ._validation import targets_beside, validated

if TYPE_CHECKING:
    from typing_extensions import Self


class DescentRegressor(RegressorMixin, RegressorParameters, DescentEstimator):  # type: ignore[misc]
    __doc__ = RegressorParameters.__doc__

    def partial_fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """One pass over these patterns, on top of what was learnt."""
        first = not hasattr(self, "model_")
        X, y = self._checked(X, y, reset=first)
        return self._run(X, y, sample_weight, None, None if first else self.model_, {"epochs": 1})

    def predict(self, X: Any) -> npt.NDArray[np.float64]:
        """[patterns], or [patterns, outputs] where there were several."""
        outputs = self._outputs(X)
        return outputs[:, 0] if self._one_dimension else outputs

    def _checked(self, X: Any, y: Any, *, reset: bool) -> tuple[Array | Table, Array]:
        table, kind = self._table(X, reset=reset), {"multi_output": True, "y_numeric": True}
        X, y = validated(self, X, y, reset=reset, **kind) if table is None else targets_beside(self, table, y, **kind)
        self._one_dimension = y.ndim == 1
        return X, y

    def _choice(self, table: Table, y: Array) -> tuple[dict[str, Any], Columns, list[str]]:
        names = table.free_names("y", 1 if y.ndim == 1 else y.shape[1])
        return {"task": "regression"}, target_columns(y.astype(np.float64), names), []

    def _dataset(self, X: Array, y: Array, weights: npt.NDArray[np.float32] | None) -> _core.Dataset:
        return _core.Dataset.of_arrays(X, contiguous(y.astype(np.float64)), weights, "regression", [])

    def _more_tags(self) -> dict[str, Any]:
        return {"multioutput": True}

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags
