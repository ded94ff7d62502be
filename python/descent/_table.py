"""Data frames and Arrow tables as the text of a CSV file, so that one set of rules decides what columns are."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ._core import UsageError

Columns = dict[str, Sequence[Any]]


def is_table(values: Any) -> bool:
    """A data frame of pandas or polars, or a table of Arrow."""
    return hasattr(values, "column_names") or hasattr(values, "columns")


def columns_of(table: Any) -> Columns:
    """Values by the column's name, which must be a text."""
    names = list(table.column_names if hasattr(table, "to_pydict") else table.columns)
    for name, count in Counter(names).items():
        if count > 1:
            raise UsageError(f"data: the table has two columns {name!r}; rename one")
    if hasattr(table, "to_pydict"):
        columns: Columns = table.to_pydict()
    else:
        columns = {name: values_of(table[name]) for name in names}
    for name in columns:
        if not isinstance(name, str):
            raise UsageError(f"data: the column {name!r} of the table has no text as its name; rename it")
    return columns


def values_of(column: Any) -> Sequence[Any]:
    values: Sequence[Any] = column.to_list() if hasattr(column, "to_list") else list(column)
    return values


def target_columns(y: Any, names: Sequence[str] = ()) -> Columns:
    """Targets beside a table as its last columns: of a table or series by their names, else "y", or "y1", "y2", ..."""
    if is_table(y):
        return columns_of(y)
    array = np.asarray(y)
    columns = [array] if array.ndim == 1 else list(array.T)
    if len(names) != len(columns):
        name = getattr(y, "name", None)
        names = [name if isinstance(name, str) else "y"] if len(columns) == 1 else [f"y{i + 1}" for i in range(len(columns))]
    return {name: column.tolist() for name, column in zip(names, columns)}


def joined(columns: Columns, more: Columns) -> Columns:
    rows = len(next(iter(columns.values()), ()))
    for name, values in more.items():
        if name in columns:
            raise UsageError(f"target: the table has a column {name!r} already; name it as target, or rename it")
        if len(values) != rows:
            raise UsageError(f"target: {name!r} has {len(values)} values, expected {rows}, one for each row of the table")
    return {**columns, **more}


def field_of(value: Any) -> str | int | float:
    """A missing value is an empty field; numbers are spelled so that they are read back exactly."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return "" if math.isnan(value) else value
    return value if isinstance(value, int) else "" if is_missing(value) else str(value)


def is_missing(value: Any) -> bool:
    return value is None or type(value).__name__ in ("NAType", "NaTType")


def text_of(columns: Columns) -> bytes:
    """A line of names, then a line a row; texts stand between quotes."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows_of(columns))
    return text.getvalue().encode()


def rows_of(columns: Columns) -> Iterable[Iterable[str | int | float]]:
    return zip(*(map(field_of, values) for values in columns.values()))
