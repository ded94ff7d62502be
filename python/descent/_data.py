"""What a user calls data: a file, a table in memory, or arrays."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

import numpy.typing as npt

from . import _core
from ._arrays import dataset
from ._table import columns_of, is_table, joined, target_columns, text_of

if TYPE_CHECKING:
    from typing_extensions import TypeIs

Path = str | os.PathLike[str]


class Reading(TypedDict, total=False):
    """How a file or a table is read: the options of the program under their names."""

    labels: Path | None
    """File of labels or targets, of data whose file holds inputs alone."""
    target: str | Sequence[str] | None
    """Target column of a table, or several."""
    columns: str | Sequence[str] | None
    """Columns that are inputs, by name or pattern (* and ?); all where nothing is given."""
    ignore: str | Sequence[str] | None
    """Columns that are no inputs, by name or pattern."""
    missing: str | None
    """Where a value is missing: "refuse", "drop", "mean", "median", "indicator"."""
    unknown: str | None
    """A category that training did not have: "refuse", "zero"."""
    encoding: str | None
    """Of a file: "utf-8", "latin-1", "windows-1252", "utf-16"."""
    header: bool | None
    """False: the first line of a file is a pattern."""
    weights: str | None
    """Column with a factor on the cost of each pattern."""
    group_by: str | None
    """Column whose value all patterns of a group share; whole groups are held out."""


def is_path(data: Any) -> TypeIs[Path]:
    return isinstance(data, (str, os.PathLike))


def as_names(names: str | Sequence[str] | None) -> list[str]:
    return [] if names is None else [names] if isinstance(names, str) else list(names)


def choice(data: Any, reading: Mapping[str, Any], task: str = "auto") -> _core.DataChoice:
    """The options that were given, for that data."""
    given = {name: value for name, value in reading.items() if value is not None}
    for name in ("target", "columns", "ignore"):
        given[name] = as_names(given.get(name))
    if "labels" in given:
        given["labels"] = os.fspath(given["labels"])
    return _core.DataChoice(os.fspath(data) if is_path(data) else "table.csv", task=task, **given)


class Source:
    """Data to train on, and how data beside it is read."""

    def __init__(self, data: Any, y: Any = None, *, sample_weight: npt.ArrayLike | None = None, task: str = "auto",
                 reading: Mapping[str, Any], start: _core.Model | None = None) -> None:
        given = {name: value for name, value in reading.items() if value is not None}
        self.name = os.fspath(data) if is_path(data) else "table.csv" if is_table(data) else "X"
        self.targets: list[str] = []
        self._labels = os.fspath(given.get("labels", ""))
        self._choice: _core.DataChoice | None = None
        if is_path(data):
            if y is not None or sample_weight is not None:
                raise _core.UsageError("y: stands in the file; name its column by target, or a file by labels")
            self._choice = choice(data, given, task)
            self.targets = self._choice.targets_with(start)
            self.all = self._choice.read_to_train(start)
        elif is_table(data):
            columns = columns_of(data)
            if y is not None:
                more = target_columns(y, start.target_names if start else ())
                columns = joined(columns, more)
                given["target"] = list(more)
            if sample_weight is not None:
                columns = joined(columns, target_columns(sample_weight, ["sample_weight"]))
                given["weights"] = "sample_weight"
            self._choice = choice(data, given, task)
            self.targets = self._choice.targets_with(start)
            self.all = self._choice.parse_to_train(text_of(columns), start)
        else:
            if given:
                raise _core.UsageError(f"{next(iter(given))}: belongs to files and tables; the data is an array")
            if y is None:
                raise _core.UsageError("y: is missing; an array of inputs needs targets")
            self.all = dataset(data, y, weights=sample_weight, task=task)

    def reading(self, validation: Any = None) -> dict[str, str]:
        """How it was read, for the record of a study, as the program's has it. `validation`: data beside it, or a share."""
        X = validation[0] if isinstance(validation, tuple) else validation
        return {**(self._choice or choice("X.npy", {})).reading(self.all), "labels": self._labels,
                "targets": ",".join(self.targets), "validation_data": os.fspath(X) if is_path(X) else ""}

    def like(self, second: Any) -> _core.Dataset:
        """A second set, (X, y), a table or a file, with the inputs and targets of the first."""
        X, y = second if isinstance(second, tuple) else (second, None)
        if is_path(X):
            labels = "" if y is None else os.fspath(y)
            return (self._choice or choice("X.npy", {})).read_like(self.all, os.fspath(X), labels)
        if is_table(X) and self._choice is not None:
            columns = columns_of(X)
            if y is not None:
                columns = joined(columns, target_columns(y, self.targets))
            return self._choice.parse_like(self.all, text_of(columns))
        task = "classification" if self.all.has_classes else "regression"
        return dataset(X, y, task=task, class_names=self.all.class_names)


def for_model(model: _core.Model, data: Any, y: Any = None, *, sample_weight: npt.ArrayLike | None = None,
              targets_optional: bool) -> _core.Dataset:
    """Data for a model that is trained: inputs by their names, classes by those of the model."""
    if is_path(data):
        return choice(data, {"labels": y}).read_for(model, targets_optional)
    if is_table(data) and model.input_names:
        columns = columns_of(data)
        reading: dict[str, Any] = {}
        if y is not None:
            more = target_columns(y, model.target_names)
            columns, reading = joined(columns, more), {"target": list(more)}
        if sample_weight is not None:
            columns = joined(columns, target_columns(sample_weight, ["sample_weight"]))
            reading["weights"] = "sample_weight"
        return choice(data, reading).parse_for(text_of(columns), model, targets_optional)
    task = "classification" if model.class_names else "regression"
    return dataset(data, y, weights=sample_weight, task=task, class_names=model.class_names)
