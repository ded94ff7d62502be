"""The package is typed as a checker reads it, and so is code that uses it."""
import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
GOOD = """
import descent
import numpy as np

run = descent.train(np.zeros((4, 2)), np.zeros(4), hidden=(8,), epochs=2, batch_size="full", settings={"beta1": 0.5})
accuracy: float = run.model.evaluate(np.zeros((4, 2)), np.zeros(4))["loss"]
study = descent.compare("x.csv", target="y", seeds=2, epochs=3, batch_size=[16, 64], tune="none")
page: str = study.report().page
names: list[str] = [rule.name for rule in descent.optimizers()]
"""
WRONG = ['descent.train([[0.0]], [0.0], epochs="many", shuffle=3)', "descent.load(3)", 'descent.compare("x.csv", seeds="many")', 'descent.optimizers()[0].names']


def mypy(*arguments, cwd):
    environment = {**os.environ, "MYPYPATH": os.environ["PYTHONPATH"]}
    command = [sys.executable, "-m", "mypy", "--config-file", str(TOP / "pyproject.toml"), "--no-error-summary",
               "--cache-dir", str(cwd / "cache"), *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, text=True).stdout


def test_the_package_is_strictly_typed(tmp_path):
    package = Path(os.environ["PYTHONPATH"]) / "descent"
    assert mypy("--strict", str(package), cwd=tmp_path) == ""


def test_right_uses_pass_and_wrong_ones_are_found(tmp_path):
    (tmp_path / "good.py").write_text(GOOD)
    assert mypy("good.py", cwd=tmp_path) == ""
    for wrong in WRONG:
        (tmp_path / "wrong.py").write_text(f"import descent\n{wrong}\n")
        assert "error:" in mypy("wrong.py", cwd=tmp_path)
