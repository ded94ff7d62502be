"""A finished comparison: its folder of logs, and the tables made from it."""

from __future__ import annotations

import csv
import html
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from . import _core

Row = dict[str, Any]


class Report:
    """One page with all figures; a notebook shows it."""

    def __init__(self, page: str) -> None:
        self.page = page

    def _repr_html_(self) -> str:
        return f'<iframe srcdoc="{html.escape(self.page)}" width="100%" height="800" frameborder="0"></iframe>'


class Study:
    """A comparison in its folder. Tables are data frames where pandas is installed, else lists of dictionaries."""

    def __init__(self, folder: str | os.PathLike[str], *, failed: int = 0) -> None:
        self.folder = Path(folder)
        """The logs, summary.csv, summary.json, summary.tex, times.csv and times.json."""
        self.failed = failed
        """Trials that failed in this run of it; `trials` has their messages."""
        self.table = _core.write_summaries(os.fspath(folder))
        """The ranked table, as text."""
        self._kept: Any = None

    @property
    def summary(self) -> Any:
        """summary.csv: one row an optimizer and problem, by rank."""
        path = self.folder / "summary.csv"
        try:
            import pandas
        except ImportError:
            with path.open(newline="", encoding="utf-8") as file:
                return list(csv.DictReader(file))
        return pandas.read_csv(path)

    @property
    def trials(self) -> Any:
        """One row a trial: what was run, how it ended, what it measured."""
        return as_frame([row_of(trial) for trial in self._records()])

    @property
    def curves(self) -> Any:
        """One row an epoch of each trial, with the figures that were measured; `trial` is the row in `trials`."""
        rows: list[Row] = []
        for place, trial in enumerate(self._records()):
            head = {"trial": place, **{name: trial[name] for name in ("problem", "optimizer", "phase", "seed")}}
            names = trial["curve"].keys()
            rows += [{**head, **dict(zip(names, point))} for point in zip(*trial["curve"].values())]
        return as_frame(rows)

    @property
    def figures(self) -> dict[str, Any]:
        """summary.json: every figure of docs/comparison.md, with the warnings."""
        figures: dict[str, Any] = json.loads((self.folder / "summary.json").read_text(encoding="utf-8"))
        return figures

    def report(self, path: str | os.PathLike[str] | None = None) -> Report:
        """The report; also written to `path` where one is given."""
        if path is not None:
            _core.write_report(os.fspath(self.folder), os.fspath(path))
            return Report(Path(path).read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            return self.report(Path(folder) / "report.html")

    def _records(self) -> list[Row]:
        return [json.loads(line) for line in _core.trials(os.fspath(self.folder))]

    def __repr__(self) -> str:
        return self.table


def row_of(trial: Row) -> Row:
    """Without its curve; each setting is a column."""
    settings = {f"settings.{name}": value for name, value in trial["settings"].items()}
    names = ("problem", "optimizer", "phase", "seed")
    ends = ("reason", "message", "steps", "epochs", "test_loss", "test_accuracy", "weights")
    return {**{name: trial[name] for name in names}, **settings, **{name: trial[name] for name in ends}}


def as_frame(rows: list[Row]) -> Any:
    try:
        import pandas
    except ImportError:
        return rows
    return pandas.DataFrame(rows)
