"""What classifier and regressor share: from parameters and arrays to a run."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator
from sklearn.utils import check_random_state
from sklearn.utils.validation import _check_sample_weight, check_is_fitted

from .. import _core
from .._arrays import Array, as_weights, contiguous
from .._model import Model
from .._optimizers import registry
from .._parameters import RENAMED
from .._progress import Progress
from .._rules import name_of
from .._settings import TABLE, network_choice, text_of, texts_of, with_rate
from .._table import Columns, columns_of, is_table
from .._threads import thread_count
from ._table import Table, is_taken_by_name
from ._validation import validated

if TYPE_CHECKING:
    from typing_extensions import Self

# What a model brings that a run begins with.
OF_THE_START = {"init", "scaling", "target_scaling"}


class DescentEstimator(BaseEstimator):  # type: ignore[misc]
    """A network that is trained by `fit` and goes on by `partial_fit`."""

    model_: Model
    n_features_in_: int
    _takes_table: bool
    _target_names: list[str]

    @abstractmethod
    def _dataset(self, X: Array, y: Array, weights: npt.NDArray[np.float32] | None) -> _core.Dataset:
        """Patterns with targets that were seen in `_learn_targets`."""

    @abstractmethod
    def _choice(self, table: Table, y: Array) -> tuple[dict[str, Any], Columns, list[str]]:
        """How the targets beside a table are read: options, their columns, and the names of their classes."""

    @abstractmethod
    def _checked(self, X: Any, y: Any, *, reset: bool) -> tuple[Array | Table, Array]:
        """Inputs as an array or, where no array can be made of it, as a table; targets as an array."""

    def _refuse_other_kind(self, X: Any) -> None:
        if self._takes_table and not is_table(X):
            raise ValueError("X is an array; the estimator was fitted on a table, whose columns it takes by name")
        if not self._takes_table and is_taken_by_name(X, None):
            raise ValueError("X is a table with texts; the estimator was fitted on numbers alone")

    def _table(self, X: Any, *, reset: bool) -> Table | None:
        """None: X is taken as an array."""
        if not reset:
            self._refuse_other_kind(X)
            return Table(columns_of(X)) if self._takes_table else None
        table = Table(columns_of(X)) if is_taken_by_name(X, self.missing) else None
        self._takes_table = table is not None
        if table is not None:
            self.feature_names_in_ = np.asarray(list(table.columns), dtype=object)
            self.n_features_in_ = len(table.columns)
        return table

    def _learn_targets(self, y: Array) -> None:
        """What is to be known of all targets before a run."""

    def fit(self, X: Any, y: Any, sample_weight: Any = None, *, validation: tuple[Any, Any] | None = None) -> Self:
        """Trains a new network, or, with `warm_start`, the one that there is.

        validation: (X, y) that is measured after every epoch, in the place of `validation_fraction`.
        """
        start = getattr(self, "model_", None) if self.warm_start else None
        X, y = self._checked(X, y, reset=start is None)
        self._learn_targets(y)
        return self._run(X, y, sample_weight, validation, start, {})

    def _run(self, X: Array | Table, y: Array, sample_weight: Any, validation: tuple[Any, Any] | None, start: Model | None,
             changes: dict[str, Any]) -> Self:
        if sample_weight is not None:
            sample_weight = _check_sample_weight(sample_weight, X)
            if (sample_weight == 0).any() and (sample_weight > 0).any():  # such patterns take no part in anything
                X, y, sample_weight = X[sample_weight != 0], y[sample_weight != 0], sample_weight[sample_weight != 0]
        data = self._data(X, y, sample_weight, start)
        settings = {**self._settings(), **changes}
        training, held_out = self._held_out(data, validation, settings["seed"])
        if start is None:
            network = network_choice(self.hidden, self.activation, self.output_activation)
        else:
            network = network_choice(None, None, None)
            settings = {name: value for name, value in settings.items() if name not in OF_THE_START}
        with Progress(self.verbose) as progress:
            run = _core.train(training, held_out, self._target_names, network, texts_of(settings),
                              registry(self.plugins or (), [self.optimizer]),
                              None if start is None else start._core, progress.epoch, progress.notice)
        if run.reason == "diverged":
            raise _core.Error(run.message)
        self._keep(run)
        return self

    def _data(self, X: Array | Table, y: Array, weights: Any, start: Model | None,
              like: _core.Dataset | None = None) -> _core.Dataset:
        self._target_names = []
        if not isinstance(X, Table):
            return self._dataset(contiguous(X), y, as_weights(weights))
        options, more, class_names = self._choice(X, y)
        self._target_names = list(more)
        if weights is not None:
            [name] = X.free_names("sample_weight", 1)
            options["weights"], more = name, {**more, name: list(weights)}
        if start is None and like is None:
            options.update({name: value for name in ("missing", "unknown") if (value := getattr(self, name)) is not None})
        choice = _core.DataChoice("table.csv", target=self._target_names, **options)
        text = X.text_with(more)
        if like is not None:
            return choice.parse_like(like, text)
        if start is not None:
            return choice.parse_for(text, start._core, False)
        return choice.parse_to_train(text, None, class_names)

    def _keep(self, run: _core.Run) -> None:
        self.model_ = Model(run.model)
        self.history_ = run.history
        self.loss_curve_ = [epoch["loss"] for epoch in run.history]
        self.notes_ = run.notes
        self.n_iter_ = run.epochs

    def _seed(self) -> int:
        if isinstance(self.random_state, (int, np.integer)):
            return int(self.random_state)
        return int(check_random_state(self.random_state).randint(2**31 - 1))

    def _settings(self) -> dict[str, Any]:
        """Of the table, by the names there."""
        settings = {name: getattr(self, RENAMED.get(name, name), None) for name in TABLE}
        settings["seed"] = self._seed()
        if self.optimizer is not None:
            settings["optimizer"] = name_of(self.optimizer)
        settings["settings"] = with_rate(self.settings, self.learning_rate)
        if self.early_stopping and self.patience is None:
            settings["patience"] = 10
        return settings

    def _held_out(self, data: _core.Dataset, validation: tuple[Any, Any] | None,
                  seed: int) -> tuple[_core.Dataset, _core.Dataset]:
        if validation is not None:
            X, y = self._checked(*validation, reset=False)
            return data, self._data(X, y, None, None, data)
        fraction = self.validation_fraction
        if fraction is None:
            fraction = 0.1 if self.early_stopping else 0
        return data.split(text_of(fraction), seed)

    def _outputs(self, X: Any) -> npt.NDArray[np.float64]:
        check_is_fitted(self, "model_")
        self._refuse_other_kind(X)
        if self._takes_table:
            outputs = self.model_.outputs(X, threads=thread_count(self.n_threads))
            if len(outputs) != len(X):
                raise ValueError("some rows of X lack a value, and missing='drop' leaves them out; "
                                 "'mean', 'median' and 'indicator' predict them")
            return outputs
        return self.model_.outputs(contiguous(validated(self, X, reset=False)), threads=thread_count(self.n_threads))
