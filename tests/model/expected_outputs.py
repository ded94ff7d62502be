"""What the Python tests beside this file share: the examples, and the skip when a package is missing."""
import json
import sys
from pathlib import Path

NAMES = ["quarter", "largest", "deep", "linear"]
TABLES = ["table", "times"]
SKIPPED = 77


def require(*packages):
    """Imports the packages, or ends the test as skipped with one clear line."""
    modules = []
    for package in packages:
        try:
            modules.append(__import__(package, fromlist=["_"]))
        except ImportError:
            print(f"skipped: {sys.executable} has no package {package.split('.')[0]}")
            sys.exit(SKIPPED)
    return modules


def examples(numpy, names=NAMES):
    """(path without ending, inputs [patterns][inputs], outputs [patterns][outputs], the rest) of each example."""
    folder = Path(sys.argv[1])
    for name in names:
        expected = json.loads((folder / f"{name}.json").read_text())
        patterns = 5
        shaped = [numpy.array(expected[key], numpy.float32).reshape(patterns, -1) for key in ("inputs", "outputs")]
        yield folder / name, *shaped, expected


def tables(numpy):
    """(path without ending, inputs of the graph by name, outputs [patterns][outputs] float64) of each table."""
    folder = Path(sys.argv[1])
    for name in TABLES:
        expected = json.loads((folder / f"{name}.json").read_text())
        patterns = 5
        inputs = {}
        for column, fields in expected.get("columns", {}).items():
            is_text = any(isinstance(field, str) for field in fields)
            inputs[column] = numpy.array(fields, object if is_text else numpy.float64).reshape(patterns, 1)
        if "input" in expected:
            inputs["input"] = numpy.array(expected["input"], numpy.float64).reshape(patterns, -1)
        yield folder / name, inputs, numpy.array(expected["outputs"], numpy.float64).reshape(patterns, -1)
