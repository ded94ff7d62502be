"""A comparison from Python is that of `descent compare`: the same trials, the same figures."""
import json
import os
import signal
import subprocess
import sys

import descent
import numpy as np
import pytest
from program import descent as program
from program import moons

OPTIONS = ["--data", "moons.csv", "--target", "y", "--hidden", "8", "--epochs", 3, "--seeds", 3, "--budget", 3,
           "--optimizers", "gd,adam", "--set", "adam.beta1=0.8,0.9", "--batch-size", "16,64", "--dropout", 0.1]
ARGUMENTS = {"target": "y", "hidden": (8,), "epochs": 3, "seeds": 3, "budget": 3, "optimizers": ["gd", "adam"],
             "settings": {"adam.beta1": [0.8, 0.9]}, "batch_size": [16, 64], "dropout": 0.1}


@pytest.fixture
def table(tmp_path, monkeypatch):
    X, y = moons(120)
    np.savetxt(tmp_path / "moons.csv", np.column_stack([X, y]), fmt="%.9g", delimiter=",", comments="", header="a,b,y")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plan_of(folder):
    with open(f"{folder}/trials.jsonl") as file:
        return json.loads(file.readline())["plan"]


def test_the_plan_names_files_as_the_programs_does(table):
    (table / "held.csv").write_text((table / "moons.csv").read_text())
    program("compare", *OPTIONS, "--validation-data", "held.csv", "--out", "theirs", "--quiet", cwd=table)
    descent.compare("moons.csv", out="ours", validation="held.csv", **ARGUMENTS)
    assert plan_of("ours") == plan_of("theirs")
    assert plan_of("ours")["problems"][0]["reading"]["validation_data"] == "held.csv"


def test_trials_and_summaries_are_those_of_the_program(table):
    program("compare", *OPTIONS, "--out", "theirs", "--quiet", cwd=table)
    study = descent.compare("moons.csv", out="ours", **ARGUMENTS)
    for name in ("summary.csv", "summary.tex"):
        assert (table / "ours" / name).read_bytes() == (table / "theirs" / name).read_bytes()
    trials = [sorted((table / folder / "trials.jsonl").read_text().splitlines()[1:]) for folder in ("ours", "theirs")]
    assert trials[0] == trials[1]
    assert plan_of("ours") == plan_of("theirs")
    assert plan_of("ours")["problems"][0]["reading"]["targets"] == "y"
    assert study.failed == 0 and "adam" in study.table


def test_a_study_is_tables_and_a_page(table):
    study = descent.compare("moons.csv", **ARGUMENTS)
    assert list(study.summary["optimizer"][:2]) and len(study.summary) == 4
    final = study.trials[study.trials["phase"] == "final"]
    assert len(final) == 2 * 2 * 3
    assert set(final["settings.beta1"].dropna()) <= {"0.8", "0.9"}
    assert len(study.curves) == 3 * len(study.trials)
    assert study.curves["validation_accuracy"].between(0, 1).all()
    assert study.report("page.html").page == (table / "page.html").read_text()
    assert study.report()._repr_html_().startswith("<iframe srcdoc=")
    assert study.figures["problems"]


def test_arrays_frames_and_functions_take_part(table):
    X, y = moons(80)
    study = descent.compare(X, y, functions="beale", optimizers="gd", tune="none", seeds=2, epochs=2,
                            trajectories=False, test=(X[:20], y[:20]), validation=(X[20:40], y[20:40]))
    assert len(study.trials) == 4
    assert set(study.trials["problem"]) == {"X 2-128-2", "beale"}


def test_without_pandas_tables_are_lists_of_dictionaries(table, monkeypatch):
    study = descent.compare(functions="beale", optimizers="gd", tune="none", seeds=1)
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert study.trials[0]["optimizer"] == "gd"
    assert study.summary[0]["optimizer"] == "gd"
    assert study.curves[0]["epoch"] in (0, 1)


@pytest.mark.parametrize("arguments, message", [
    ({}, "data: is missing"),
    ({"functions": "beale", "optimizers": "adamm"}, "adamm"),
    ({"functions": "beale", "threads": 2}, "threads: is no setting that all trials share"),
    ({"functions": "beale", "tune": "none", "budget": 3}, "budget: has no meaning"),
    ({"functions": "beale", "settings": {"gamma": 1}}, "gamma"),
    ({"data": "moons.csv", "target": "z"}, "z"),
])
def test_what_cannot_be_compared_is_refused(table, arguments, message):
    with pytest.raises((descent.UsageError, descent.InputError), match=message):
        descent.compare(**arguments)


def test_a_study_that_is_resumed_runs_only_what_it_lacks(table):
    arguments = {"functions": "beale", "optimizers": "gd", "tune": "none", "out": "study"}
    descent.compare(seeds=2, **arguments)
    logs = (table / "study" / "trials.jsonl").read_bytes()
    with pytest.raises(descent.UsageError, match="resume"):
        descent.compare(seeds=2, **arguments)
    descent.compare(seeds=2, resume=True, **arguments)
    assert (table / "study" / "trials.jsonl").read_bytes() == logs


INTERRUPTED = """
import descent
try:
    descent.compare(functions="beale", epochs=2000, seeds=500, out="study", progress=True, jobs=1)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


def test_ctrl_c_ends_a_comparison_that_can_be_resumed(table):
    process = subprocess.Popen([sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, cwd=table, env=os.environ)
    first = process.stderr.read(20)  # trials run
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert output == "interrupted\n"
    assert "tuning" in first + errors
    assert (table / "study" / "trials.jsonl").exists()
