"""A comparison: optimizers are tuned, run with several seeds, and ranked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import _core
from ._data import Reading, Source, as_names
from ._optimizers import registry
from ._parameters import SharedSettings
from ._progress import Progress, wanted
from ._rules import Rule, name_of
from ._settings import network_choice, text_of, texts_of
from ._study import Study
from ._threads import thread_count
from ._training import Validation, begin_of, is_share

if TYPE_CHECKING:
    from typing_extensions import Unpack


SHARE = 0.1  # of the training data that is held out; in the plan also where data beside it takes its place


class CompareOptions(SharedSettings, Reading, total=False):
    """Settings that all trials share, and how the data is read."""


def compare(data: Any = None, y: Any = None, *, optimizers: str | type[Rule] | Sequence[str | type[Rule]] = ("gd", "momentum", "adam"),
            settings: Mapping[str, Any] | None = None, hidden: Sequence[int] | str | None = None,
            activation: str | Sequence[str] = "", output_activation: str = "", task: str = "auto",
            test: Any = None, test_fraction: float | str | None = None, validation: Validation = SHARE,
            batch_size: int | str | Sequence[int | str] = 64, metric: str = "", suite: str = "", suite_data: str = "",
            functions: str | Sequence[str] = (), tune: str = "grid", budget: int | None = None,
            tuned: str | Sequence[str] | None = None, tuning_seeds: int | None = None, seeds: int = 10, seed: int = 1,
            target_accuracy: float | None = None, target_loss: float | None = None, jobs: int | None = None,
            trajectories: bool = True, out: str | os.PathLike[str] | None = None, resume: bool = False,
            plugins: Iterable[str | os.PathLike[str]] = (), progress: bool | None = None,
            **options: Unpack[CompareOptions]) -> Study:
    """Compares optimizers as `descent compare` does: the same data and options give the same figures.

    data, y: as in `train`; or none, with `suite` ("small", "full") or `functions`.
    optimizers: names, and classes that derive from `descent.Rule`.
    settings: hyper-parameters; {"learning_rate": [0.1, 0.01], "adam.beta1": 0.8}: lists become a grid.
    test: held-out data that is measured once: (X, y), a table or a file; else `test_fraction` [0.2] is drawn.
    validation: share of the training data that judges settings, or data.
    batch_size: several make a problem each.
    metric: "loss" or "accuracy"; accuracy for classes where nothing is given.
    tune: "grid", "random", "quasi-random" or "none"; `budget` settings [9] of the hyper-parameters `tuned`
        [learning_rate], each with `tuning_seeds` runs [1].
    seeds: runs at the best setting; `seed` is the first one.
    jobs: threads in all; as `threads` of `train` where nothing is given. Changes no figure.
    out: folder of the study; a temporary one, which goes with the result, where none is given.
    resume: runs the trials that the study in `out` does not hold yet.
    progress: lines about phases and trials; None: where somebody looks.
    options: every other setting of the program by name, as `descent.SharedSettings` describes them.

    Ctrl-C ends it in good order: with `out`, the same call with resume=True goes on. The interpreter lock is free.
    """
    reading = {name: options[name] for name in options if name in Reading.__annotations__}  # type: ignore[literal-required]
    shared: dict[str, Any] = {name: value for name, value in options.items() if name not in reading}
    for name in shared:
        if name not in SharedSettings.__annotations__:
            raise _core.UsageError(f"{name}: is no setting that all trials share "
                                   f"(known: {', '.join(SharedSettings.__annotations__)})")
    request = _core.ContestRequest()
    request.settings = [text for text in texts_of(shared) if text[0] != "threads"]
    request.metric = metric
    request.ready_problems(suite, suite_data, as_names(functions))
    compared = [optimizers] if isinstance(optimizers, (str, type)) else list(optimizers)
    request.contestants([name_of(one) for one in compared], [f"{key}={text_of(value)}" for key, value in (settings or {}).items()])
    request.search(tune, budget, None if tuned is None else as_names(tuned), tuning_seeds)
    request.protocol(seeds, seed, target_accuracy, target_loss, thread_count(jobs), trajectories)
    if data is not None:
        source = Source(data, y, task=task, reading=reading, start=begin_of(None, options.get("from_model")))
        of_validation = None if is_share(validation) else source.like(validation)
        share = text_of(validation if of_validation is None else SHARE)
        sizes = [batch_size] if isinstance(batch_size, (int, str)) else batch_size
        request.own_data(source.name, source.reading(None if of_validation is None else validation), source.all,
                         None if test is None else source.like(test), of_validation,
                         None if test_fraction is None else text_of(test_fraction), share,
                         network_choice(hidden, activation, output_activation), [text_of(size) for size in sizes])
    elif not suite and not functions:
        raise _core.UsageError("data: is missing; name a file, a table or arrays, or give suite or functions")
    kept = None if out is not None else tempfile.TemporaryDirectory(prefix="descent-study-")
    folder = os.fspath(out) if out is not None else os.path.join(kept.name, "study") if kept is not None else ""
    with Progress(wanted(progress)) as shown:
        outcome = _core.compare(request, registry(plugins, compared), folder, resume, ["descent.compare"], shown.study)
    study = Study(folder, failed=outcome.failed)
    study._kept = kept
    return study
