"""Which optimizers there are."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ._core import Optimizer, Registry


def registry(plugins: Iterable[str | os.PathLike[str]] = ()) -> Registry:
    """The built-in optimizers and those of the plugins, shared libraries that are loaded in this order."""
    result = Registry()
    for plugin in plugins:
        result.load_plugin(os.path.abspath(os.fspath(plugin)))
    return result


def optimizers(plugins: Iterable[str | os.PathLike[str]] = ()) -> list[Optimizer]:
    """The built-in optimizers and those of the plugins: name, formula, source, hyper-parameters, slots."""
    return registry(plugins).list()
