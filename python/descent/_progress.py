"""A line about the running epoch, in a terminal or a notebook."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any


def wanted(progress: bool | None) -> bool:
    """What was asked for, else whether somebody looks: at a terminal, or in a notebook."""
    if progress is not None:
        return progress
    return sys.stderr.isatty() or "ipykernel" in sys.modules


class Progress:
    """Writes one line to standard error and rewrites it at each epoch; notices stay above it. Off: writes nothing."""

    def __init__(self, on: bool | int) -> None:
        self._on = bool(on)
        self._length = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._length > 0:
            print(file=sys.stderr, flush=True)

    def epoch(self, event: dict[str, Any]) -> None:
        if self._on:
            self._write(line_of(event))

    def notice(self, line: str) -> None:
        if self._on:
            self._write(line)
            print(file=sys.stderr)
            self._length = 0

    def study(self, lines: list[str], status: str) -> None:
        """What a comparison says."""
        for line in lines:
            self.notice(line)
        if self._on and status:
            self._write(status)

    def _write(self, line: str) -> None:
        print("\r" + line.ljust(self._length), end="", file=sys.stderr, flush=True)
        self._length = len(line)


def line_of(event: dict[str, Any]) -> str:
    """ "epoch 3/20: loss 0.4123, accuracy 85.10%, validation loss 0.4411" """
    parts = [f"loss {event['loss']:.4g}"]
    if event["accuracy"] is not None:
        parts.append(f"accuracy {event['accuracy']:.2%}")
    if event["validation_loss"] is not None:
        parts.append(f"validation loss {event['validation_loss']:.4g}")
    if event["validation_accuracy"] is not None:
        parts.append(f"validation accuracy {event['validation_accuracy']:.2%}")
    return f"epoch {event['epoch']}/{event['epochs']}: " + ", ".join(parts)
