"""One run: a network is trained on a file, a table or arrays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy.typing as npt

from . import _core
from ._data import Reading, Source
from ._model import Model
from ._optimizers import registry
from ._progress import Progress, wanted
from ._parameters import Settings
from ._rules import name_of
from ._settings import network_choice, text_of, texts_of, with_rate

if TYPE_CHECKING:
    from typing_extensions import Unpack

Validation = Any


@dataclass(frozen=True)
class Run:
    """How a run ended, and what it leaves behind."""

    model: Model
    reason: str
    """"finished", "early-stopping", "diverged" or "maximum-steps"."""
    message: str
    """Why, where the reason does not say it all."""
    epochs: int
    steps: int
    seconds: float
    history: list[dict[str, Any]] = field(repr=False)
    """One dictionary an epoch: loss, accuracy, validation_loss, learning_rate, seconds, ..."""
    notes: list[str] = field(repr=False)
    """What was decided in the place of what was not given, one line each."""


class TrainOptions(Settings, Reading, total=False):
    """Settings of a run, and how its data is read."""


def train(data: Any, y: Any = None, *, hidden: Sequence[int] | str | None = None,
          activation: str | Sequence[str] = "", output_activation: str = "",
          learning_rate: float | None = None, validation: Validation = 0,
          sample_weight: npt.ArrayLike | None = None, task: str = "auto", start: Model | None = None,
          plugins: Iterable[str | os.PathLike[str]] = (), on_epoch: Callable[[dict[str, Any]], object] | None = None,
          on_notice: Callable[[str], object] | None = None, progress: bool | None = None, **options: Unpack[TrainOptions]) -> Run:
    """Trains a network as `descent train` does: the same data and settings give the same weights, bit for bit.

    data: a file; a table (data frame of pandas or polars, Arrow table) with named columns, read as a CSV file of it; or
        an array, [patterns, inputs]. Arrays of float32, float64, int32, int64 and uint8 in C order are not copied.
    y: classes (texts, or numbers in one column) or numbers, [patterns] or [patterns, outputs]; `task` decides where
        the values do not: "auto", "classification", "regression". A file or table may hold them itself: see `target`.
    hidden: units of the hidden layers; () for none; 128 units where nothing is given.
    activation: of the hidden layers, one or one each; relu where nothing is given.
    output_activation: follows from targets and loss where nothing is given.
    validation: share of the data that is held out and measured after every epoch (0.1, "last:0.1"), or data: (X, y), a table or
        a file.
    learning_rate: of the optimizer; its default where nothing is given.
    sample_weight: a factor on the cost of each pattern, [patterns].
    start: the model whose network, scaling and weights the run begins with, as `from_model` for one in a file.
    plugins: shared libraries of optimizers. `optimizer` may also be a class that derives from `descent.Rule`.
    on_epoch: is called with what stands in `history`; what it raises ends the run.
    on_notice: is called with a line about what does not end the run.
    progress: a line about the running epoch, in terminal or notebook; None: where somebody looks.
    options: every setting of the program by name, as `descent.Settings` describes them; `settings` is a dictionary
        of the optimizer's hyper-parameters. `descent.Reading` describes how files and tables are read.

    Raises UsageError or InputError before the first step. Ctrl-C ends the run within a step or some milliseconds.
    The interpreter lock is free while it runs. A run that diverges is a result.
    """
    begin = begin_of(start, options.get("from_model"))
    reading = {name: options[name] for name in options if name in Reading.__annotations__}  # type: ignore[literal-required]
    settings: dict[str, Any] = {name: value for name, value in options.items() if name not in reading}
    source = Source(data, y, sample_weight=sample_weight, task=task, reading=reading, start=begin)
    training, held_out = split(source, validation, settings.get("seed"))
    optimizer = settings.get("optimizer")
    if optimizer is not None:
        settings["optimizer"] = name_of(optimizer)
    settings["settings"] = with_rate(settings.get("settings"), learning_rate)
    network = network_choice(hidden, activation, output_activation)
    with Progress(wanted(progress)) as shown:
        run = _core.train(training, held_out, source.targets, network, texts_of(settings), registry(plugins, [optimizer]),
                          None if start is None else start._core, both(shown.epoch, on_epoch),
                          both(shown.notice, on_notice))
    return Run(Model(run.model), run.reason, run.message, run.epochs, run.steps, run.seconds, run.history, run.notes)


def both(show: Callable[[Any], object], call: Callable[[Any], object] | None) -> Callable[[Any], object]:
    def show_and_call(event: Any) -> None:
        show(event)
        if call is not None:
            call(event)
    return show_and_call


def begin_of(start: Model | None, path: str | None) -> _core.Model | None:
    """The model that a run begins with."""
    if start is not None:
        return start._core
    return None if path is None else _core.Model.load(path)


def split(source: Source, validation: Validation, seed: int | None) -> tuple[_core.Dataset, _core.Dataset]:
    """What is trained on, and what is measured after every epoch."""
    if is_share(validation):
        return source.all.split(text_of(validation), 1 if seed is None else int(seed))
    return source.all, source.like(validation)


def is_share(validation: Validation) -> bool:
    """0.1, "0.1" and "last:0.1", but no file."""
    if not isinstance(validation, str):
        return isinstance(validation, (int, float))
    return validation.startswith("last:") or validation.replace(".", "", 1).isdecimal()
