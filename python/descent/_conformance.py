"""The conformance kit: what every optimizer promises, checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import _core
from ._optimizers import registry
from ._rules import Rule, name_of
from ._settings import text_of


@dataclass(frozen=True)
class Check:
    """What one check of the kit found."""

    name: str
    sentence: str
    """What must hold."""
    result: str
    """"passed", "failed" or "skipped"."""
    detail: str
    """Why it failed or was skipped, or what was measured."""


class Conformance(list[Check]):
    """One check after the other, as `descent check-optimizer` prints them."""

    @property
    def failed(self) -> list[Check]:
        return [check for check in self if check.result == "failed"]

    def __str__(self) -> str:
        lines = [f"{check.result:<8} {check.name}" + (f": {check.detail}" if check.detail else "") for check in self]
        count = len(self.failed)
        return "\n".join([*lines, f"{count} failed" if count else "every check passed or was skipped"])


def check_optimizer(optimizer: str | type[Rule], *, settings: Mapping[str, Any] | None = None,
                    plugins: Iterable[str | os.PathLike[str]] = (), only: str | Sequence[str] = (),
                    trajectory: str | os.PathLike[str] | None = None) -> Conformance:
    """Runs the conformance kit as `descent check-optimizer` does, each check in a process of its own.

    optimizer: a name, or a class that derives from `descent.Rule`.
    settings: hyper-parameters other than the defaults.
    only: names of checks, or one; all where none is given.
    trajectory: a file with steps of another implementation that this one must follow.
    """
    known = registry(plugins, [optimizer])
    text = "" if trajectory is None else Path(trajectory).read_text()
    texts = {name: text_of(value) for name, value in (settings or {}).items()}
    sentences = {check.name: check.sentence for check in _core.conformance_checks()}
    found = Conformance()
    for name in [only] if isinstance(only, str) else only or sentences:
        outcome = _core.run_check(name, known, name_of(optimizer), texts, text, os.fspath(trajectory or "trajectory"))
        found.append(Check(name, sentences[name], outcome.result, outcome.detail))
    return found
