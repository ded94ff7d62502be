"""A rule in Python becomes the project of a plugin, which is proven equal once its formula is there."""
import os
import subprocess

import descent
import pytest

PREFIX = os.environ.get("DESCENT_PREFIX", "")

FORMULA = """v = momentum * v - step.learning_rate * gradient;
        weight += variant == 1 ? Value(2 * v) : v;"""


class HeavyTwin(descent.Rule):
    """v = mu v - eta g; w += v"""

    settings = {"learning_rate": 0.01, "momentum": descent.Range(0.9, 0, 0.9999), "variant": descent.Choice("plain", "double"),
                "turns": descent.Range(1, 1, 9, whole=True)}
    slots = ["v"]

    def update(self, w, g, state, step):
        state["v"] = self.momentum * state["v"] - step.learning_rate * g
        w += state["v"] * (2 if self.variant == "double" else 1)  # a backslash ends this line \


def test_the_trajectories_are_those_of_the_rule(tmp_path):
    descent.to_plugin(HeavyTwin, tmp_path)
    for name, settings in (("trajectory", {}), ("trajectory_2", {"learning_rate": 0.02, "momentum": 0.45, "variant": "double"})):
        [check] = descent.check_optimizer(HeavyTwin, settings=settings, only=["agrees_with_trajectory"],
                                          trajectory=tmp_path / f"{name}.json")
        assert check.result == "passed", check.detail


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(descent.UsageError, match="exists already, nothing was written"):
        descent.to_plugin(HeavyTwin, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["README.md"]


def test_a_name_that_cannot_be_a_target_is_refused(tmp_path):
    class Test(HeavyTwin):
        name = "test"
    with pytest.raises(descent.UsageError, match="a name that CMake keeps for itself"):
        descent.to_plugin(Test, tmp_path)


def failed_tests(folder):
    for command in (["cmake", "-S", folder, "-B", folder / "build", f"-DCMAKE_PREFIX_PATH={PREFIX}"],
                    ["cmake", "--build", folder / "build"]):
        subprocess.run(command, check=True, capture_output=True)
    output = subprocess.run(["ctest", "--test-dir", folder / "build"], capture_output=True, text=True).stdout
    return {name for name in ("conformance", "trajectory", "trajectory_2") if f"- {name} (Failed)" in output}


@pytest.mark.skipif(not PREFIX, reason="needs an installed Descent, named by DESCENT_PREFIX")
def test_the_project_builds_and_passes_once_the_formula_is_there(tmp_path):
    folder = descent.to_plugin(HeavyTwin, tmp_path / "plugin")
    assert failed_tests(folder) == {"conformance", "trajectory", "trajectory_2"}
    source = folder / "heavy_twin.cpp"
    begin, end = (source.read_text().index(mark) for mark in ("// In the place", "    }\n};"))
    source.write_text(source.read_text()[:begin] + FORMULA + "\n" + source.read_text()[end:])
    assert failed_tests(folder) == {"conformance"}  # `turns` has no effect, as in Python
