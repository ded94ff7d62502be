"""Tables that are no arrays: with texts as categories, or with values that are missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import _core
from .._table import Columns, columns_of, is_table, joined, text_of


class Table:
    """Inputs by the names of their columns; rows as an array has them."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, wanted: Any) -> Table:
        """Of a truth value for each row."""
        return Table({name: [value for value, keep in zip(values, wanted) if keep] for name, values in self.columns.items()})

    def free_names(self, start: str, count: int) -> list[str]:
        """Names that no column has: "y", or "y1", "y2", ..."""
        while any(name.startswith(start) for name in self.columns):
            start += "_"
        return [start] if count == 1 else [f"{start}{i + 1}" for i in range(count)]

    def text_with(self, more: Columns) -> bytes:
        return text_of(joined(self.columns, more))


def table_of(X: Any, missing: str | None) -> Table | None:
    """None for what is as good as an array: no table, or one of numbers of which none may be missing."""
    if not is_table(X):
        if missing is not None:
            raise _core.UsageError("missing: belongs to tables; X is an array")
        return None
    if missing is None and not hasattr(X, "to_pydict") and all(is_numeric(X[name]) for name in X.columns):
        return None
    return Table(columns_of(X))


def is_numeric(column: Any) -> bool:
    dtype = getattr(column, "dtype", None)
    kind = getattr(dtype, "kind", None)
    if kind is not None:
        return kind in "biuf"
    return str(dtype) == "Boolean" or bool(getattr(dtype, "is_numeric", bool)())


def numbers_by_name(names: Sequence[str], y: Any) -> Columns:
    columns = np.asarray(y, np.float64).reshape(len(y), len(names))
    return {name: columns[:, i].tolist() for i, name in enumerate(names)}
