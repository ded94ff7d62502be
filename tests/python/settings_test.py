"""Settings come from the table that the program's options are made from."""
import typing

import descent
import numpy as np
from descent._settings import TABLE, text_of, texts_of
from program import descent as program


def test_every_setting_of_the_program_is_one_of_the_package(tmp_path):
    page = program("help", "train", cwd=tmp_path)
    for row in TABLE.values():
        option = ("no-" if row["on_by_default"] else "") + row["row"].replace("_", "-")
        assert f"--{option}" in page
    assert set(typing.get_type_hints(descent.Settings)) == set(TABLE)


def test_what_the_package_says_of_a_setting_is_what_the_program_says(tmp_path):
    page = " ".join(program("help", "train", cwd=tmp_path).split())
    for row in TABLE.values():
        assert " ".join(row["help"].split()) in page


def test_values_of_python_are_the_texts_that_the_program_takes():
    assert text_of(True) == "true"
    assert text_of(1e-3) == "0.001"
    assert text_of(np.float32(0.5)) == "0.5"
    assert text_of(np.int64(3)) == "3"
    assert text_of((64, 32)) == "64,32"
    assert text_of(np.array([1.0, 2.5])) == "1.0,2.5"


def test_none_is_not_given_and_lists_are_several_values(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert texts_of({"epochs": None, "seed": 3}) == [("seed", "3")]
    assert texts_of({"settings": {"beta1": 0.5}}) == [("set", "beta1=0.5")]
    assert texts_of({"group": ["a: frozen", "b: frozen"]}) == [("group", "a: frozen"), ("group", "b: frozen")]
    assert texts_of({"from_model": "m", "threads": 2}) == [("from", "m"), ("threads", "2")]


def test_optimizers_are_those_of_the_program(tmp_path):
    names = [rule.name for rule in descent.optimizers()]
    listed = program("optimizers", cwd=tmp_path)
    assert all(f"{name} " in listed for name in names)
    adam = next(rule for rule in descent.optimizers() if rule.name == "adam")
    assert adam.hyper_parameters[0].name == "learning_rate"
    assert adam.hyper_parameters[0].default == 0.001
    assert "sqrt" in adam.formula


def test_notes_say_what_was_decided_in_the_place_of_what_was_not_given():
    X = np.arange(40.0).reshape(20, 2)
    run = descent.train(X, np.arange(20) % 2, epochs=1)
    assert "y: targets are 2 classes: 0, 1; task=regression makes numbers" in run.notes
    assert "inputs are standardised; scaling=none leaves them as they are" in run.notes
    assert run.history[0]["epoch"] == 1 and run.history[0]["validation_loss"] is None
