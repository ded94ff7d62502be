"""What `descent train --tensorboard` writes is read by TensorBoard's own reader. Skipped where it is not installed."""
import json

import numpy as np
import pytest
from program import descent, moons

event_accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")

RUN = ["train", "--data", "X.npy", "--labels", "y.npy", "--hidden", "8", "--validation", "0.2", "--quiet", "--metrics", "m.jsonl",
       "--tensorboard", "board"]


@pytest.fixture
def folder(tmp_path):
    X, y = moons()
    np.save(tmp_path / "X.npy", X)
    np.save(tmp_path / "y.npy", y)
    return tmp_path


def board(folder):
    read = event_accumulator.EventAccumulator(str(folder / "board"))
    read.Reload()
    return read


def epochs(folder):
    lines = [json.loads(line) for line in (folder / "m.jsonl").read_text().splitlines()]
    return [line for line in lines if line["event"] == "epoch"]


def test_the_figures_of_every_epoch_are_read(folder):
    descent(*RUN, "--epochs", "5", cwd=folder)
    read, written = board(folder), epochs(folder)
    names = {"loss", "accuracy", "validation_loss", "validation_accuracy", "learning_rate", "gradient_norm", "weight_norm",
             "patterns_per_second"}
    assert set(read.Tags()["scalars"]) == names
    for name in names:
        scalars = read.Scalars(name)
        assert [one.step for one in scalars] == [line["step"] for line in written]
        assert np.allclose([one.value for one in scalars], [line[name] for line in written], rtol=1e-6)
    assert all(one.wall_time > 1e9 for one in read.Scalars("loss"))


def test_a_resumed_run_goes_on_in_the_same_curves(folder):
    descent(*RUN, "--epochs", "3", "--checkpoint", "c", cwd=folder)
    descent(*RUN, "--epochs", "6", "--checkpoint", "c", "--resume", cwd=folder)
    scalars = board(folder).Scalars("loss")
    assert [one.step for one in scalars] == [line["step"] for line in epochs(folder)]
    assert len(list((folder / "board").iterdir())) == 2


def test_a_function_has_curves_too(folder):
    descent("train", "--function", "rosenbrock", "--epochs", "4", "--quiet", "--tensorboard", "board", cwd=folder)
    assert len(board(folder).Scalars("loss")) == 4
