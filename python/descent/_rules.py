"""An optimizer that is written in Python: a class that the library takes as any other rule."""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeGuard

import numpy as np
import numpy.typing as npt

from ._core import PythonRule, RuleSetting, Step, UsageError

LINEAR, LOG, CHOICE = 0, 1, 2
RATES = (1e-8, 100.0)

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Range:
    """A hyper-parameter: its default and where it may lie, both ends included. `log`: searched in equal ratios."""

    default: float
    minimum: float
    maximum: float
    log: bool = False
    whole: bool = False
    help: str = ""


@dataclass(frozen=True)
class Choice:
    """A hyper-parameter that is one of these words; the first is the default."""

    words: tuple[str, ...]
    help: str = ""

    def __init__(self, *words: str, help: str = "") -> None:
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "help", help)


class Rule:
    """An optimizer of your own: derive from it.

        class Heavy(descent.Rule):
            formula = "v = mu v - eta g; w += v"
            settings = {"learning_rate": 0.01, "mu": 0.9}
            slots = ["v"]

            def update(self, w, g, state, step):
                state["v"] = self.mu * state["v"] - step.learning_rate * g
                w += state["v"]

        descent.train(X, y, optimizer=Heavy, settings={"mu": 0.8})

    name: what users type; the class's name in small letters where none is given.
    formula, source: for help and reports; the docstring's first line where there is no formula.
    settings: hyper-parameters by name, attributes of the object that `update` is called on. A number is the default on a
        linear range from 0 to 1, of learning_rate on a logarithmic one from 1e-8 to 100; `descent.Range` and
        `descent.Choice` say otherwise.
    slots: names of what is kept for each parameter, 0 at the start. All that must survive a restart is there.
    version: checkpoints and studies hold it to know the rule again; where it is None, a hash of the source of the class's
        functions and of its attributes. Name one where `update` calls functions of yours outside the class, which the hash does not cover.
    """

    name: ClassVar[str] = ""
    formula: ClassVar[str] = ""
    source: ClassVar[str] = ""
    settings: ClassVar[Mapping[str, float | Range | Choice]] = {}
    slots: ClassVar[Sequence[str]] = ()
    version: ClassVar[str | int | None] = None
    _source: ClassVar[str] = ""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls._source = source_of(cls)  # now: the file may change later, and a worker process may not have it
        if "name" not in cls.__dict__:
            cls.name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__.lstrip("_")).lower()

    def update(self, w: Array, g: Array, state: dict[str, Array], step: Step) -> Array | None:
        """One step of one tensor: weights [inputs, units] or biases [units], float32 (float64 in checks).

        w: changed in place; or the new weights are returned. g: gradient of the mean cost, of w's shape. state: a slot by
        its name, changed in place or assigned. step: count, learning_rate, decay_factor, tensor, layer, is_bias.
        """
        raise NotImplementedError(f"{type(self).__name__} has no method update")


def is_rule(optimizer: Any) -> TypeGuard[type[Rule]]:
    return isinstance(optimizer, type) and issubclass(optimizer, Rule)


def name_of(optimizer: Any) -> str:
    """What the library calls it. Raises UsageError for what is neither a name nor a rule."""
    if isinstance(optimizer, str):
        return optimizer
    if is_rule(optimizer):
        return optimizer.name
    raise UsageError(f"optimizer: {optimizer!r}: expected a name or a class that derives from descent.Rule")


def rules_of(optimizers: Iterable[Any]) -> list[type[Rule]]:
    """The rules among them, each once."""
    return list(dict.fromkeys(one for one in optimizers if is_rule(one)))


def text_of_function(function: Any) -> str:
    """Its source, or its code where Python does not have the text."""
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        code = function.__code__
        return repr((code.co_name, code.co_code, code.co_names, [one for one in code.co_consts if not inspect.iscode(one)]))


def source_of(cls: type) -> str:
    """The functions of a class and its other attributes, without the addresses of objects."""
    texts = []
    for name, value in sorted(vars(cls).items()):
        value = getattr(value, "fget", None) or getattr(value, "__func__", value)
        if inspect.isfunction(value):
            texts.append(text_of_function(value))
        elif not name.startswith("__"):
            texts.append(f"{name} = {re.sub(r' at 0x[0-9a-f]+', '', repr(value))}")
    return "\n".join(texts)


def identity_of(cls: type[Rule]) -> str:
    if cls.version is not None:
        return f"version {cls.version}"
    texts = [base.__dict__["_source"] for base in cls.__mro__ if base is not Rule and "_source" in base.__dict__]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def setting_of(cls: type[Rule], name: str, value: Any) -> RuleSetting:
    if hasattr(Rule, name):
        raise UsageError(f"settings: {cls.__name__} has a setting {name!r}, a name that every rule has already")
    if isinstance(value, Choice):
        words = list(value.words)
        return RuleSetting(name, value.help or name, 0, 0, len(words) - 1, CHOICE, words, False)
    if isinstance(value, Range):
        scale = LOG if value.log else LINEAR
        return RuleSetting(name, value.help or name, value.default, value.minimum, value.maximum, scale, [], value.whole)
    if isinstance(value, (bool, str)) or not isinstance(value, (int, float)):
        raise UsageError(f"settings: {name} of {cls.__name__} is {value!r}, expected a number, descent.Range or descent.Choice")
    minimum, maximum = RATES if name == "learning_rate" else (0.0, 1.0)
    if not minimum <= value <= maximum:
        raise UsageError(f"settings: {name} of {cls.__name__} is {value}, outside {minimum:g} to {maximum:g}; "
                         f"descent.Range({value}, minimum, maximum) says where it may lie")
    return RuleSetting(name, name, value, minimum, maximum, LOG if name == "learning_rate" else LINEAR, [], False)


def value_of(setting: float | Range | Choice, number: float) -> Any:
    """What the object has as its attribute, of the number that the library hands over."""
    if isinstance(setting, Choice):
        return setting.words[int(number)]
    return int(number) if isinstance(setting, Range) and setting.whole else number


def made(cls: type[Rule], numbers: Sequence[float]) -> Rule:
    """An object for one run."""
    rule = cls()
    for (name, setting), number in zip(cls.settings.items(), numbers):
        setattr(rule, name, value_of(setting, number))
    return rule


def as_shape(found: Any, array: Array, what: str) -> Array:
    numbers = np.asarray(found)
    if numbers.shape != array.shape:
        raise ValueError(f"{what} has shape {numbers.shape}, expected {array.shape}")
    return numbers


def apply(rule: Rule, w: Array, g: Array, slots: dict[str, Array], step: Step) -> None:
    """One step; what was returned or assigned goes where the library looks for it."""
    state = dict(slots)
    new = rule.update(w, g, state, step)
    if new is not None and new is not w:
        w[...] = as_shape(new, w, "what update returned")
    if state.keys() != slots.keys():
        names = ", ".join(sorted(state.keys() ^ slots.keys()))
        raise KeyError(f"{names}: state has the slots of the class alone ({', '.join(slots) or 'none'})")
    for name, array in slots.items():
        if state[name] is not array:
            array[...] = as_shape(state[name], array, f"slot {name}")


def core_of(cls: type[Rule]) -> PythonRule:
    """The rule as the library sees it."""
    if isinstance(cls.slots, str):
        raise UsageError(f"slots: of {cls.__name__} are a text, expected a list of names")
    formula = cls.formula or (inspect.getdoc(cls) or "").partition("\n")[0] or f"see class {cls.__qualname__}"
    settings = [setting_of(cls, name, value) for name, value in cls.settings.items()]
    place = f"Python class {cls.__module__}.{cls.__qualname__}"
    return PythonRule(cls.name, formula, cls.source or place, place, identity_of(cls), settings, list(cls.slots),
                      lambda numbers: made(cls, numbers), apply)
