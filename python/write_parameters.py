"""Writes _parameters.py: the settings of training as Python code, from the table of the extension module.

    python write_parameters.py FOLDER     the folder of the package, which holds the module
"""
import sys
import textwrap
from pathlib import Path

# What scikit-learn calls otherwise.
RENAMED = {"seed": "random_state", "threads": "n_threads", "class_weights": "class_weight"}
# In the place of these: fit and warm_start.
NO_PARAMETERS = {"from_model"}
CLASSES_ONLY = {"class_weights"}
NUMBERS_ONLY = {"huber_delta", "target_scaling"}

FIRST = [
    ("hidden", "Sequence[int] | str | None", "None", "units of the hidden layers; () for none [default: (128,)]"),
    ("activation", "str | Sequence[str] | None", "None", "of the hidden layers, one or one each [default: relu]"),
    ("output_activation", "str | None", "None", "follows from targets and loss where nothing is given"),
    ("learning_rate", "float | None", "None", "of the optimizer [default: the optimizer's]"),
]
LAST = [
    ("early_stopping", "bool", "False", "holds out a tenth of the patterns, and patience is 10, where nothing else is "
     "said"),
    ("validation_fraction", "float | str | None", "None", "share of the patterns that is held out and measured after "
     "every epoch; \"last:0.1\" is the end of data in order"),
    ("missing", "str | None", "None", "where a table (data frame, Arrow) lacks a value: \"refuse\", \"drop\", \"mean\", "
     "\"median\", \"indicator\" [default: refuse]"),
    ("unknown", "str | None", "None", "a category that training did not have: \"refuse\", \"zero\" [default: refuse]"),
    ("warm_start", "bool", "False", "fit goes on with the weights that there are"),
    ("plugins", "Sequence[str] | None", "None", "shared libraries of optimizers"),
    ("verbose", "bool | int", "False", "a line about the running epoch"),
]
KINDS = [
    ("ClassifierParameters", "A network that tells classes apart, trained by backpropagation.", NUMBERS_ONLY),
    ("RegressorParameters", "A network that predicts numbers, trained by backpropagation.", CLASSES_ONLY),
]


def type_of(row):
    """What a user gives: numbers may be words too where the table has one for a special value."""
    if row["row"] == "set":
        return "Mapping[str, Any]"
    if row["row"] == "optimizer":
        return "str | type[Rule]"
    if row["row"] == "class_weights":
        return "Sequence[float] | str"
    if row["kind"] == "repeated":
        return "Sequence[str]"
    return row["type"] + (" | str" if row["type"] == "int" and "|" in row["value"] else "")


def help_of(row):
    text = row["help"]
    if row["kind"] == "flag" and row["on_by_default"]:
        text = "False: " + text
    return f"{text} [default: {row['default']}]"


def wrapped(text, indent):
    return textwrap.fill(text.replace("\\", "\\\\"), 120 - 4, initial_indent=indent, subsequent_indent=indent,
                         break_long_words=False, break_on_hyphens=False)


def settings_class(name, summary, rows):
    yield f"class {name}(TypedDict, total=False):"
    yield f'    """{summary} by name; None: not given."""'
    for row in rows:
        yield f"\n    {row['name']}: {type_of(row)} | None"
        yield '    """' + wrapped(help_of(row), "    ").lstrip() + '"""'


def shared_by_trials(rows):
    """All but those that the protocol chooses; `compare` itself takes several batch sizes."""
    return [row for row in rows if row["same_for_all_trials"] and row["name"] != "batch_size"]


def parameters_of(rows, left_out):
    """(name, type, default, help) of an estimator's parameters."""
    yield from FIRST
    for row in rows:
        if row["name"] in NO_PARAMETERS | left_out:
            continue
        name, kind, default = RENAMED.get(row["name"], row["name"]), type_of(row) + " | None", "None"
        if row["kind"] == "flag":
            kind, default = "bool", row["default"]
        if name == "class_weight":
            kind = "Mapping[Any, float] | str | None"
        if name == "random_state":
            kind, default = "int | Any | None", "1"
        yield name, kind, default, help_of(row)
    yield from LAST


def estimator_class(name, summary, parameters):
    yield f"class {name}:"
    yield f'    """{summary}'
    yield "\n    Parameters"
    yield "    ----------"
    for parameter, kind, default, text in parameters:
        yield f"    {parameter} : {kind}, default={default}"
        yield wrapped(text, "        ")
    yield '    """\n'
    yield "    def __init__("
    yield "        self,\n        *,"
    yield from (f"        {parameter}: {kind} = {default}," for parameter, kind, default, _ in parameters)
    yield "    ) -> None:"
    yield from (f"        self.{parameter} = {parameter}" for parameter, *_ in parameters)


def main(folder):
    sys.path.insert(0, str(folder))
    import _core
    rows = _core.settings()
    lines = ['"""The settings of training, made from the table that the program\'s options are made from."""', "",
             "from __future__ import annotations", "", "from collections.abc import Mapping, Sequence",
             "from typing import Any, TypedDict", "", "from ._rules import Rule", "",
             "# What scikit-learn calls otherwise.", f"RENAMED = {RENAMED}", "", "",
             *settings_class("Settings", "Settings of a run", rows), "", "",
             *settings_class("SharedSettings", "Settings that all trials of a comparison share", shared_by_trials(rows))]
    for name, summary, left_out in KINDS:
        lines += ["", "", *estimator_class(name, summary, list(parameters_of(rows, left_out)))]
    (folder / "_parameters.py").write_text("\n".join(lines) + "\n")


main(Path(sys.argv[1]))
