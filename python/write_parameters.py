"""Writes _parameters.py: the settings of training as Python code, from the table of the extension module.

    python write_parameters.py FOLDER     the folder of the package, which holds the module
"""
import sys
import textwrap
from pathlib import Path

TYPES = {"bool": "bool", "int": "int", "float": "float", "str": "str"}


def type_of(row):
    """What a user gives: numbers may be words too where the table has one for a special value."""
    if row["row"] == "set":
        return "Mapping[str, Any]"
    if row["row"] == "class_weights":
        return "Sequence[float] | str"
    if row["kind"] == "repeated":
        return "Sequence[str]"
    plain = TYPES[row["type"]]
    return plain + " | str" if plain == "int" and "|" in row["value"] else plain


def help_of(row):
    """One or more lines."""
    text = row["help"]
    if row["kind"] == "flag" and row["on_by_default"]:
        text = "False: " + text
    return f"{text} [default: {row['default']}]"


def members(rows):
    for row in rows:
        yield f"    {row['name']}: {type_of(row)} | None"
        text = textwrap.fill(help_of(row).replace("\\", "\\\\"), 110, initial_indent='    """',
                             subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
        yield text + ('"""' if not text.endswith('"') else ' """')


def main(folder):
    sys.path.insert(0, str(folder))
    import _core
    rows = _core.settings()
    lines = ['"""The settings of training, made from the table that the program\'s options are made from."""', "",
             "from __future__ import annotations", "", "from collections.abc import Mapping, Sequence",
             "from typing import Any, TypedDict", "", "",
             "class Settings(TypedDict, total=False):",
             '    """Settings of a run by name; None: not given."""', "", *members(rows)]
    (folder / "_parameters.py").write_text("\n".join(lines) + "\n")


main(Path(sys.argv[1]))
