"""From a rule in Python to the project of a plugin in C++, with what proves that both are equal."""

from __future__ import annotations

import inspect
import json
import os
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from . import _core
from ._core import UsageError
from ._optimizers import registry
from ._rules import RATES, Array, Choice, Range, Rule, apply, is_rule, made
from ._settings import text_of

SHAPE = [5, 7, 3]
STEPS = 30
TAKEN = {"weight", "gradient", "step", "default", "switch", "register", "template", "this", "union", "typename", "const", "new",
         "delete", "operator", "auto", "double", "float", "int", "long", "short", "signed", "static", "struct", "case", "do",
         "name", "formula", "source", "slots", "hyper_parameters", "update"}


@dataclass(frozen=True)
class PlainStep:
    """What `update` may know of a step, as `descent.Step`."""

    count: int
    learning_rate: float
    decay_factor: float
    tensor: str
    layer: int
    is_bias: bool


def to_plugin(rule: type[Rule], folder: str | os.PathLike[str]) -> Path:
    """Writes the project of a C++ plugin of that rule: builds as it is, and waits for its formula.

    The rule's Python stands in it as comments, in the place where C++ belongs. Two trajectories, steps that the rule in Python
    took in double precision with its defaults and with other settings, are among the project's tests: once they pass,
    the fast version is equal. Its README.md says how to build. Nothing is written over.
    """
    if not is_rule(rule):
        raise UsageError(f"rule: {rule!r}: expected a class that derives from descent.Rule")
    [info] = [one for one in registry(optimizers=[rule]).list() if one.name == rule.name]
    project = dict(_core.optimizer_project(rule.name))
    [struct] = re.findall(r"DESCENT_OPTIMIZER\((\w+)\)", project[f"{rule.name}.cpp"])
    files = {f"{rule.name}.cpp": "\n".join(source_lines(rule, info, struct)) + "\n", "README.md": readme(rule)}
    tests = project["CMakeLists.txt"]
    for name, settings in settings_of_trajectories(rule):
        files[f"{name}.json"] = json.dumps(trajectory(rule, settings))
        options = "".join(f" --set {key}={text_of(value)}" for key, value in settings.items())
        tests += (f"add_test(NAME {name} COMMAND ${{DESCENT_PROGRAM}} check-optimizer {rule.name}{options}\n"
                  f"  --plugin $<TARGET_FILE:{rule.name}> --only agrees_with_trajectory\n"
                  f"  --trajectory ${{CMAKE_CURRENT_SOURCE_DIR}}/{name}.json)\n")
    files["CMakeLists.txt"] = tests.replace("\n# The conformance kit", "\n# Equal to the rule in Python, and the conformance kit", 1)
    place = Path(folder)
    for file in files:
        if (place / file).exists():
            raise UsageError(f"folder: {place / file} exists already, nothing was written")
    place.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (place / file).write_text(text)
    return place


def range_of(name: str, setting: float | Range) -> Range:
    if isinstance(setting, Range):
        return setting
    return Range(setting, *RATES, log=True) if name == "learning_rate" else Range(setting, 0, 1)


def other_value(name: str, setting: float | Range | Choice) -> Any:
    """Within the range, and not the default."""
    if isinstance(setting, Choice):
        return setting.words[-1]
    value = range_of(name, setting)
    if value.whole:
        return int(value.default + 1 if value.default < value.maximum else value.default - 1)
    if value.log:
        return 2 * value.default if 2 * value.default <= value.maximum else max(value.default / 2, value.minimum)
    return (value.default + (value.maximum if value.default < (value.minimum + value.maximum) / 2 else value.minimum)) / 2


def settings_of_trajectories(rule: type[Rule]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "trajectory", {}
    if rule.settings:
        yield "trajectory_2", {name: other_value(name, setting) for name, setting in rule.settings.items()}


def number_of(setting: Any, value: Any) -> float:
    return float(setting.words.index(value) if isinstance(setting, Choice) else value)


def default_of(setting: Any) -> Any:
    return setting.words[0] if isinstance(setting, Choice) else setting.default if isinstance(setting, Range) else setting


def trajectory(rule: type[Rule], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Steps of the rule with gradients drawn at random, in the form of docs/optimizer-guide.md."""
    values = {name: settings.get(name, default_of(setting)) for name, setting in rule.settings.items()}
    one = made(rule, [number_of(setting, values[name]) for name, setting in rule.settings.items()])
    random = np.random.default_rng(1)
    tensors = [(layer, is_bias, (units,) if is_bias else (inputs, units))
               for layer, (inputs, units) in enumerate(zip(SHAPE, SHAPE[1:])) for is_bias in (False, True)]
    weights: list[Array] = [random.normal(0, 0.5, shape) for *_, shape in tensors]
    states = [{slot: np.zeros(shape) for slot in rule.slots} for *_, shape in tensors]
    start, gradients = flat(weights), []
    for count in range(1, STEPS + 1):
        drawn = [random.normal(0, 1, shape) for *_, shape in tensors]
        gradients.append(flat(drawn))
        for (layer, is_bias, _), w, g, state in zip(tensors, weights, drawn, states):
            name = f"layers.{layer}.{'bias' if is_bias else 'weight'}"
            apply(one, w, g, state, PlainStep(count, values.get("learning_rate", 1.0), float(not is_bias), name, layer,
                                              is_bias))  # type: ignore[arg-type]
    if not np.isfinite(flat(weights)).all():
        raise UsageError(f"rule: {rule.__name__} leaves weights that are not finite after {STEPS} steps with {values}")
    return {"shape": SHAPE, "start": start, "gradients": gradients, "weights": {str(STEPS): flat(weights)}}


def flat(tensors: list[Array]) -> list[float]:
    return [number for tensor in tensors for number in tensor.ravel().tolist()]


def identifier(name: str) -> str:
    return name + "_" if name in TAKEN or name[0].isdigit() else name


def quoted(text: str) -> str:
    return json.dumps(re.sub(r"[\x00-\x1f\x7f]", " ", text), ensure_ascii=False)


def python_of(rule: type[Rule]) -> list[str]:
    """The rule's `update`, as lines of a comment; a backslash at the end of one would swallow the next."""
    try:
        lines = textwrap.dedent(inspect.getsource(rule.update)).splitlines()
    except (OSError, TypeError):
        lines = [f"see {rule.__module__}.{rule.__qualname__}.update"]
    return [line + " ." if line.endswith("\\") else line for line in lines]


def member_lines(rule: type[Rule], info: _core.Optimizer, struct: str) -> Iterator[str]:
    """Hyper-parameters: their defaults, then the table."""
    table = []
    for setting, described in zip(rule.settings.values(), info.hyper_parameters):
        name = identifier(described.name)
        head = f"        {{{quoted(described.name)}, &{struct}::{name}, "
        bounds = f"{{{described.minimum!r}, {described.maximum!r}}}"
        if isinstance(setting, Choice):
            yield f"    static constexpr const char* choices_of_{name}[] = {{{', '.join(quoted(word) for word in setting.words)}}};"
            yield f"    int {name} = 0;  // an index into the choices"
            table.append(f"{head}choices_of_{name}, {quoted(described.help)}}},")
        else:
            place = range_of(described.name, setting)
            yield f"    {f'int {name} = {int(described.default)}' if place.whole else f'double {name} = {described.default!r}'};"
            table.append(f"{head}{bounds}, descent::Scale::{'log' if place.log else 'linear'}, {quoted(described.help)}}},")
    if table:
        yield f"    static constexpr descent::HyperParameter<{struct}> hyper_parameters[] = {{"
        yield from table
        yield "    };"


def source_lines(rule: type[Rule], info: _core.Optimizer, struct: str) -> Iterator[str]:
    slots = [identifier(slot) for slot in rule.slots]
    parameters = ["Value& weight", "Value gradient", *(f"Value& {slot}" for slot in slots), "const descent::Step& step"]
    yield from ["#include <descent/optimizer.h>", "", "namespace {", "", f"// {info.formula}", f"// Source: {info.source}",
                f"struct {struct} {{",
                f"    static constexpr const char* name = {quoted(rule.name)};",
                f"    static constexpr const char* formula = {quoted(info.formula)};",
                f"    static constexpr const char* source = {quoted(info.source)};", ""]
    yield from member_lines(rule, info, struct)
    if slots:
        entries = ", ".join(f"{{{quoted(slot)}, {quoted(one.help)}}}" for slot, one in zip(rule.slots, info.slots))
        yield from ["", f"    static constexpr descent::Slot slots[] = {{{entries}}};"]
    yield from ["", "    // One step of one weight or bias. Value stands for many of them at once: use operators and the functions of",
                "    // <descent/value.h>, and select() in the place of if. Sums over a tensor need `measure`: see <descent/optimizer.h>.",
                "    template <class Value>", f"    void update({', '.join(parameters)}) const {{",
                "        // In the place of these lines, the same in C++; the tests named trajectory pass once it is equal.",
                "        //"]
    yield from (f"        //     {line}".rstrip() for line in python_of(rule))
    yield from ["    }", "};", "", "}  // namespace", "", f"DESCENT_OPTIMIZER({struct})"]


def readme(rule: type[Rule]) -> str:
    return f"""# {rule.name}

An optimizer for Descent, from the class `{rule.__qualname__}` in Python. The rule is `{rule.name}.cpp`: its formula stands there as
comments, for you to write in C++.

    cmake -B build    # where descent is not found: -D CMAKE_PREFIX_PATH=/where/descent/is/installed
    cmake --build build
    ctest --test-dir build --output-on-failure

The tests `trajectory` and `trajectory_2` compare with the steps that the class took in Python; `conformance` checks what every
optimizer promises. All three fail until the formula is there.
"""
