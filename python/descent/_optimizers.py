"""Which optimizers there are."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from ._core import Optimizer, Registry
from ._rules import core_of, rules_of


def registry(plugins: Iterable[str | os.PathLike[str]] = (), optimizers: Iterable[Any] = ()) -> Registry:
    """The built-in optimizers, those of the plugins, shared libraries that are loaded in this order, and the rules among
    `optimizers`."""
    result = Registry()
    for plugin in plugins:
        result.load_plugin(os.path.abspath(os.fspath(plugin)))
    for rule in rules_of(optimizers):
        result.add_rule(core_of(rule))
    return result


def optimizers(plugins: Iterable[str | os.PathLike[str]] = ()) -> list[Optimizer]:
    """The built-in optimizers and those of the plugins: name, formula, source, hyper-parameters, slots."""
    return registry(plugins).list()
