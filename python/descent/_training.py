"""One run: a network is trained on arrays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy.typing as npt

from . import _core
from ._arrays import dataset
from ._model import Model
from ._optimizers import registry
from ._settings import network_choice, text_of, texts_of, with_rate

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._parameters import Settings

Validation = float | str | tuple[npt.ArrayLike, npt.ArrayLike]


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


def train(X: npt.ArrayLike, y: npt.ArrayLike, *, hidden: Sequence[int] | str | None = None,
          activation: str | Sequence[str] = "", output_activation: str = "",
          learning_rate: float | None = None, validation: Validation = 0,
          sample_weight: npt.ArrayLike | None = None, task: str = "auto", start: Model | None = None,
          plugins: Iterable[str | os.PathLike[str]] = (), on_epoch: Callable[[dict[str, Any]], object] | None = None,
          on_notice: Callable[[str], object] | None = None, **settings: Unpack[Settings]) -> Run:
    """Trains a network as `descent train` does: the same arrays and settings give the same weights, bit for bit.

    X: [patterns, inputs]. Arrays of float32, float64, int32, int64 and uint8 in C order are not copied.
    y: classes (texts, or numbers in one column) or numbers, [patterns] or [patterns, outputs]; `task` decides where
        the values do not: "auto", "classification", "regression".
    hidden: units of the hidden layers; () for none; 128 units where nothing is given.
    activation: of the hidden layers, one or one each; relu where nothing is given.
    output_activation: follows from targets and loss where nothing is given.
    validation: share of the data that is held out and measured after every epoch (0.1, "last:0.1"), or data (X, y).
    learning_rate: of the optimizer; its default where nothing is given.
    sample_weight: a factor on the cost of each pattern, [patterns].
    start: the model whose network, scaling and weights the run begins with, as `from_model` for one in a file.
    plugins: shared libraries of optimizers.
    on_epoch: is called with what stands in `history`; what it raises ends the run.
    on_notice: is called with a line about what does not end the run.
    settings: every setting of the program by name, as `descent.Settings` describes them; `settings` is a dictionary
        of the optimizer's hyper-parameters.

    Raises UsageError or InputError before the first step. Ctrl-C ends the run within a step or some milliseconds.
    The interpreter lock is free while it runs. A run that diverges is a result.
    """
    data = dataset(X, y, weights=sample_weight, task=task)
    training, held_out = split(data, validation, settings.get("seed"))
    settings["settings"] = with_rate(settings.get("settings"), learning_rate)
    network = network_choice(hidden, activation, output_activation)
    run = _core.train(training, held_out, network, texts_of(settings), registry(plugins),
                      None if start is None else start._core, on_epoch, on_notice)
    return Run(Model(run.model), run.reason, run.message, run.epochs, run.steps, run.seconds, run.history, run.notes)


def split(data: _core.Dataset, validation: Validation, seed: int | None) -> tuple[_core.Dataset, _core.Dataset]:
    """What is trained on, and what is measured after every epoch."""
    if not isinstance(validation, tuple):
        return data.split(text_of(validation), 1 if seed is None else int(seed))
    task = "classification" if data.has_classes else "regression"
    return data, dataset(*validation, task=task, class_names=data.class_names)
