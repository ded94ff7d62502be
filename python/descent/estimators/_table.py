"""Tables that are no arrays: with texts as categories, or with values that are missing."""

from __future__ import annotations

from typing import Any

from .. import _core
from .._table import Columns, is_table, joined, text_of


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


def is_taken_by_name(X: Any, missing: str | None) -> bool:
    """Not what is as good as an array: no table, or one of numbers of which none may be missing."""
    if not is_table(X):
        if missing is not None:
            raise _core.UsageError("missing: belongs to tables; X is an array")
        return False
    return missing is not None or hasattr(X, "to_pydict") or not all(is_numeric(X[name]) for name in X.columns)


def is_numeric(column: Any) -> bool:
    dtype = getattr(column, "dtype", None)
    kind = getattr(dtype, "kind", None)
    if kind is not None:
        return kind in "biuf"
    return str(dtype) == "Boolean" or bool(getattr(dtype, "is_numeric", bool)())
