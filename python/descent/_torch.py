"""Optimizers of PyTorch as rules, where torch is installed."""

from __future__ import annotations

import copyreg
import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from ._core import Step, UsageError
from ._rules import RATES, Array, Choice, Range, Rule

# What decides how a step is computed or on what, not what it computes.
LEFT_OUT = {"params", "foreach", "fused", "capturable", "differentiable", "maximize"}
COUNT = "step"

Settings = dict[str, float | Range | Choice]


class TorchKind(type):
    """Classes that `from_torch` made are pickled as the call that made them."""


class TorchRule(Rule, metaclass=TorchKind):
    """A step of an optimizer of torch on one tensor: torch has the formula, Descent the state."""

    torch_class: ClassVar[Any] = None
    given: ClassVar[dict[str, Any]] = {}
    kinds: ClassVar[dict[str, str]] = {}
    """Of its state: "tensor", one of the parameter's shape, or "number"."""

    def __init__(self) -> None:
        self._runs: dict[str, tuple[Any, Any]] = {}

    def update(self, w: Array, g: Array, state: dict[str, Array], step: Step) -> None:
        import torch

        if step.tensor not in self._runs:  # the arrays are the same in every step, and torch shares them
            parameter = torch.nn.Parameter(torch.from_numpy(w.T))
            parameter.grad = torch.from_numpy(g.T)
            self._runs[step.tensor] = parameter, self.torch_class([parameter], **arguments_of(self.given, vars(self)))
        parameter, optimizer = self._runs[step.tensor]
        group, kept = optimizer.param_groups[0], optimizer.state[parameter]
        group["lr"] = step.learning_rate
        if "weight_decay" in vars(self):
            group["weight_decay"] = vars(self)["weight_decay"] * step.decay_factor
        shared = {name: torch.from_numpy(state[name].T) for name in self.slots}
        if step.count > 1:
            for name, array in shared.items():
                kept[name] = array if self.kinds[name] == "tensor" else array.flatten()[0].clone()
            kept[COUNT] = torch.tensor(float(step.count - 1)) if self.kinds.get(COUNT) == "tensor" else step.count - 1
        optimizer.step()
        for name, array in shared.items():
            if kept.get(name) is not None and kept[name] is not array:
                array[...] = kept[name]


def from_torch(optimizer: type[Any], *, name: str | None = None, **arguments: Any) -> type[Rule]:
    """An optimizer of torch as a rule of Descent.

        descent.compare(X, y, optimizers=["adam", descent.from_torch(torch.optim.Adam, lr=1e-3, amsgrad=True)])

    optimizer: a class of torch.optim, or one that is used as they are. Its state must be numbers, or tensors of the
        parameter's shape; those that call a closure are refused.
    name: what it is called in results; "torch-adam" where nothing is given.
    arguments: what its constructor takes: the defaults of settings, which `settings` and tuning change. `lr` is `learning_rate`, of
        `betas` are made `beta1` and `beta2`. weight_decay spares biases, as everywhere in Descent.

    Weights are shown to torch as its Linear has them, [units, inputs].
    """
    import torch

    if inspect.signature(optimizer.step).parameters["closure"].default is inspect.Parameter.empty:
        raise UsageError(f"optimizer: {optimizer.__name__} evaluates the loss itself, which a rule of Python cannot")
    parameters = inspect.signature(optimizer).parameters
    for argument in arguments:
        if argument not in parameters or argument in LEFT_OUT:
            raise UsageError(f"{argument}: is no setting of {optimizer.__name__} "
                             f"(known: {', '.join(one for one in parameters if one not in LEFT_OUT)})")
    given = {one: arguments.get(one, parameter.default) for one, parameter in parameters.items() if one not in LEFT_OUT}
    missing = [one for one, value in given.items() if value is inspect.Parameter.empty]
    if missing:
        raise UsageError(f"{missing[0]}: is missing, and {optimizer.__name__} has no default for it")
    settings = dict(settings_of(given))
    kinds = state_of(optimizer, given, settings)
    place = f"{optimizer.__module__}.{optimizer.__qualname__}"
    fixed = {one: value for one, value in given.items() if not list(settings_of({one: value}))}
    rule: Any = TorchKind(f"Torch{optimizer.__name__}", (TorchRule,), {
        "__doc__": f"{place} of torch {torch.__version__}", "__module__": __name__,
        "name": name or f"torch-{optimizer.__name__.lower()}", "formula": f"that of {place}",
        "source": f"torch {torch.__version__}", "settings": settings, "given": given, "torch_class": optimizer,
        "kinds": kinds, "slots": [one for one in kinds if one != COUNT],
        "version": f"torch {torch.__version__} {place} {fixed}", "_call": (optimizer, name, arguments)})
    return rule  # type: ignore[no-any-return]


def again(optimizer: type[Any], name: str | None, arguments: dict[str, Any]) -> type[Rule]:
    return from_torch(optimizer, name=name, **arguments)


def reduced(cls: Any) -> str | tuple[Callable[..., type[Rule]], Any]:
    return (again, cls._call) if "_call" in vars(cls) else "TorchRule"


copyreg.pickle(TorchKind, reduced)  # type: ignore[arg-type]


def parts_of(argument: str, value: Any) -> list[tuple[str, Any]]:
    """The settings that stand for an argument of torch: a tuple has one for each of its numbers."""
    if isinstance(value, tuple):
        stem = "beta" if argument == "betas" else argument
        return [(f"{stem}{i + 1}", one) for i, one in enumerate(value)]
    return [("learning_rate" if argument == "lr" else argument, value)]


def settings_of(given: Mapping[str, Any]) -> Iterator[tuple[str, Range | Choice]]:
    """Of arguments that are numbers or flags; others stay as they are."""
    for argument, value in given.items():
        for name, one in parts_of(argument, value):
            if isinstance(one, bool):
                yield name, Choice(*(("true", "false") if one else ("false", "true")))
            elif isinstance(one, int) and argument != "lr":
                yield name, Range(one, 0, max(10 * one, 1), whole=isinstance(given[argument], int) and one > 1)
            elif isinstance(one, (int, float)):
                yield name, Range(one, *RATES, log=True) if argument == "lr" else Range(one, 0, 1 if one <= 1 else 10 * one)


def arguments_of(given: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    """What torch's constructor takes, with these settings."""
    arguments: dict[str, Any] = {}
    for argument, value in given.items():
        parts = [of_torch(settings.get(name, one)) for name, one in parts_of(argument, value)]
        arguments[argument] = tuple(parts) if isinstance(value, tuple) else parts[0]
    return arguments


def of_torch(value: Any) -> Any:
    return value == "true" if value in ("true", "false") else value


def state_of(optimizer: type[Any], given: Mapping[str, Any], settings: Mapping[str, Range | Choice]) -> dict[str, str]:
    """What it keeps for a parameter, by looking at some steps: with the settings given, and with each that is off turned on."""
    kinds = looked_at(optimizer, given, {})
    for name, setting in settings.items():
        changed = setting.words[1] if isinstance(setting, Choice) else 0.5 if setting.default == 0 else None
        if changed is not None:
            try:
                kinds = {**kinds, **looked_at(optimizer, given, {name: changed})}
            except UsageError:
                pass  # torch does not take this one
    return kinds


def looked_at(optimizer: type[Any], given: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, str]:
    import torch

    parameter = torch.nn.Parameter(torch.ones(3, 2))
    try:
        steps = optimizer([parameter], **arguments_of(given, changed))
        for _ in range(2):
            parameter.grad = torch.full((3, 2), 0.1)
            steps.step()
    except Exception as error:  # whatever an optimizer of somebody raises
        raise UsageError(f"optimizer: {optimizer.__name__} cannot take a step: {error}") from error
    kinds = {}
    for name, value in steps.state[parameter].items():
        if value is None:
            continue
        if torch.is_tensor(value) and value.ndim and value.shape != parameter.shape:
            raise UsageError(f"optimizer: {optimizer.__name__} keeps {name} of shape {tuple(value.shape)} for a parameter of "
                             f"shape {tuple(parameter.shape)}, expected one number for each")
        is_tensor = torch.is_tensor(value) and (value.ndim > 0 or name == COUNT)
        kinds[name] = "tensor" if is_tensor else "number"
    return kinds
