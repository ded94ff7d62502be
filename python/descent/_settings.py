"""Settings of training as Python gives them, and as the texts that the one table of settings reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ._core import NetworkChoice, UsageError, settings
from ._threads import thread_count

TABLE: dict[str, dict[str, Any]] = {row["name"]: row for row in settings()}

Texts = list[tuple[str, str]]


def text_of(value: Any) -> str:
    """As the program's options are typed: True is "true", 1e-3 is "0.001", (1, 2) is "1,2"."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Iterable):
        return ",".join(text_of(one) for one in value)
    if hasattr(value, "item"):
        return text_of(value.item())
    return repr(value)


def network_choice(hidden: Any, activation: Any, output_activation: str | None) -> NetworkChoice:
    """The network in words; what is None follows from the data."""
    units = None if hidden is None else text_of(hidden) or "none"
    return NetworkChoice(units, text_of(activation or ""), output_activation or "")


def with_rate(hyper_parameters: Mapping[str, Any] | None, learning_rate: float | None) -> Mapping[str, Any] | None:
    """The optimizer's hyper-parameters with that learning rate; None: its own."""
    return hyper_parameters if learning_rate is None else {**(hyper_parameters or {}), "learning_rate": learning_rate}


def texts_of(given: Mapping[str, Any]) -> Texts:
    """One text a setting that was given; None: it was not. Raises UsageError for a name that is no setting."""
    texts: Texts = []
    for name, value in given.items():
        if name not in TABLE:
            raise UsageError(f"{name}: is no setting of training (known: {', '.join(TABLE)})")
        row = TABLE[name]["row"]
        if value is None or name == "threads":
            continue
        if isinstance(value, Mapping):
            texts.extend((row, f"{key}={text_of(one)}") for key, one in value.items())
        elif TABLE[name]["kind"] == "repeated" and not isinstance(value, str):
            texts.extend((row, text_of(one)) for one in value)
        else:
            texts.append((row, text_of(value)))
    threads = thread_count(given.get("threads"))
    if threads != 0:
        texts.append(("threads", text_of(threads)))
    return texts
