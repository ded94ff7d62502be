"""Files, data frames and Arrow tables: one set of rules, the bits of the program."""
import hashlib

import descent
import numpy as np
import pandas
import pytest
from program import descent as program


def people(rows=120, seed=0):
    """Numbers with gaps, texts, truth values and a text target."""
    random = np.random.default_rng(seed)
    age = random.normal(40, 10, rows).round(2)
    age[::17] = np.nan
    town = random.choice(["Rome", "Oslo", "São Paulo"], rows)
    member = random.random(rows) < 0.5
    kind = np.where((town == "Oslo") ^ member, "yes", "no")
    return pandas.DataFrame({"age": age, "town": town, "member": member, "kind": kind})


def sha(model, path):
    model.save(path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def frame(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = people()
    data.to_csv("people.csv", index=False)
    return data


def test_a_file_trains_to_the_model_of_the_program(frame, tmp_path):
    program("train", "--data", "people.csv", "--target", "kind", "--missing", "mean", "--epochs", 5, "--validation",
            0.2, "--quiet", "--out", "theirs.safetensors", cwd=tmp_path)
    run = descent.train("people.csv", target="kind", missing="mean", epochs=5, validation=0.2)
    theirs = hashlib.sha256((tmp_path / "theirs.safetensors").read_bytes()).hexdigest()
    assert sha(run.model, tmp_path / "ours.safetensors") == theirs
    ours = run.model.evaluate("people.csv")
    assert ours["accuracy"] == descent.load("theirs.safetensors").evaluate("people.csv")["accuracy"]


def test_a_frame_trains_to_the_bits_of_its_file(frame, tmp_path):
    of_file = descent.train("people.csv", target="kind", missing="indicator", epochs=5).model
    inside = descent.train(frame, target="kind", missing="indicator", epochs=5).model
    beside = descent.train(frame.drop(columns="kind"), frame["kind"], missing="indicator", epochs=5).model
    assert len({sha(model, tmp_path / "m.safetensors") for model in (of_file, inside, beside)}) == 1


def test_an_arrow_table_trains_as_the_frame_does(frame, tmp_path):
    arrow = pytest.importorskip("pyarrow")
    of_frame = descent.train(frame, target="kind", missing="mean", epochs=3).model
    of_table = descent.train(arrow.Table.from_pandas(frame), target="kind", missing="mean", epochs=3).model
    assert sha(of_frame, tmp_path / "a") == sha(of_table, tmp_path / "b")


def test_columns_are_matched_by_name(frame):
    model = descent.train(frame, target="kind", missing="mean", epochs=30, learning_rate=0.02).model
    X = frame.drop(columns="kind")
    predicted = model.predict(X)
    assert (model.predict(X[["member", "town", "age"]]) == predicted).all()
    assert (model.predict("people.csv") == predicted).all()
    assert (predicted == frame["kind"]).mean() > 0.9
    assert model.evaluate(X, frame["kind"])["accuracy"] == model.evaluate(frame)["accuracy"]
    with pytest.raises(descent.InputError, match="town"):
        model.predict(X[["member", "age"]])


def test_missing_values_and_unknown_categories_follow_the_policies(frame):
    with pytest.raises(descent.InputError, match="age"):
        descent.train(frame, target="kind", epochs=1)
    strange = frame.head(2).assign(town="Lima")
    refusing = descent.train(frame, target="kind", missing="median", epochs=1).model
    with pytest.raises(descent.InputError, match="Lima"):
        refusing.predict(strange)
    taking = descent.train(frame, target="kind", missing="median", unknown="zero", epochs=1).model
    assert len(taking.predict(strange)) == 2


def test_a_second_table_is_measured_after_every_epoch(frame):
    run = descent.train(frame[:80], target="kind", missing="mean", epochs=2, validation=frame[80:])
    same = descent.train(frame[:80].drop(columns="kind"), frame["kind"][:80], missing="mean", epochs=2,
                         validation=(frame[80:].drop(columns="kind"), frame["kind"][80:]))
    assert run.history[-1]["validation_loss"] == same.history[-1]["validation_loss"] is not None


def test_weights_are_those_of_a_column(frame, tmp_path):
    weights = np.arange(len(frame)) % 3 / 2
    beside = descent.train(frame, target="kind", missing="mean", epochs=2, sample_weight=weights).model
    inside = descent.train(frame.assign(w=weights), target="kind", missing="mean", epochs=2, weights="w").model
    for name, tensor in beside.weights.items():
        assert (inside.weights[name] == tensor).all()


@pytest.mark.parametrize("arguments, message", [
    ({"data": "people.csv", "y": [1]}, "y: stands in the file"),
    ({"data": np.zeros((4, 2)), "y": [0, 1, 0, 1], "missing": "mean"}, "missing: belongs to files and tables"),
    ({"data": np.zeros((4, 2))}, "y: is missing"),
])
def test_what_contradicts_the_kind_of_data_is_refused(frame, arguments, message):
    with pytest.raises(descent.UsageError, match=message):
        descent.train(**arguments)


def test_a_table_refuses_targets_of_another_length_or_a_name_twice(frame):
    with pytest.raises(descent.UsageError, match="expected 120"):
        descent.train(frame, [1, 2])
    with pytest.raises(descent.UsageError, match="has a column 'kind' already"):
        descent.train(frame, frame["kind"])
