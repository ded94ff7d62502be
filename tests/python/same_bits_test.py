"""A run from Python is the run of `descent train`: the same bytes in the model's file."""
import descent
import numpy as np
import pytest
from program import descent as program
from program import moons, plane


def models(folder, X, y, options, **arguments):
    """The files of the model that Python trained, and of the program's on the same arrays."""
    np.save(folder / "X.npy", X)
    np.save(folder / "y.npy", y)
    program("train", "--data", "X.npy", "--labels", "y.npy", "--quiet", "--out", "program.safetensors", *options,
            cwd=folder)
    descent.train(X, y, **arguments).model.save(folder / "python.safetensors")
    return [(folder / f"{name}.safetensors").read_bytes() for name in ("python", "program")]


@pytest.mark.parametrize("element", ["<f4", "<f8", "<f2", ">f4", "<i4", "<i8", "u1", "<u2"])
def test_every_type_of_numbers_trains_to_the_bits_of_the_program(tmp_path, element):
    X, y = moons()
    ours, theirs = models(tmp_path, (X * 20 + 50).astype(element), y, ["--epochs", 5], epochs=5)
    assert ours == theirs


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_fortran_order_and_any_number_of_threads_give_the_bits_of_the_program(tmp_path, threads):
    X, y = moons()
    options = ["--epochs", 5, "--hidden", "32,16", "--threads", 1]
    ours, theirs = models(tmp_path, np.asfortranarray(X), y, options, epochs=5, hidden=(32, 16), threads=threads)
    assert ours == theirs


def test_rows_that_lie_apart_train_as_a_copy_of_them_does(tmp_path):
    X, y = moons()
    apart = np.repeat(X, 3, axis=0)[::3]
    assert not apart.flags.c_contiguous
    ours, theirs = models(tmp_path, apart, y, ["--epochs", 3], epochs=3)
    assert ours == theirs


def test_a_share_that_is_held_out_is_the_one_that_the_program_draws(tmp_path):
    X, y = moons()
    options = ["--validation", 0.25, "--seed", 7, "--epochs", 60, "--patience", 3]
    ours, theirs = models(tmp_path, X, y, options, validation=0.25, seed=7, epochs=60, patience=3)
    assert ours == theirs


def test_the_end_of_data_that_is_in_order_is_held_out_alike(tmp_path):
    X, y = plane()
    ours, theirs = models(tmp_path, X, y, ["--validation", "last:0.2", "--patience", 2], validation="last:0.2",
                          patience=2)
    assert ours == theirs


def test_classes_that_are_texts_become_those_of_the_program(tmp_path):
    X, y = moons()
    ours, theirs = models(tmp_path, X, np.array(["moon", "schön"])[y], ["--epochs", 3], epochs=3)
    assert ours == theirs


def test_numbers_with_several_outputs_train_alike(tmp_path):
    X, y = plane(outputs=2)
    options = ["--epochs", 9, "--loss", "huber", "--huber-delta", 0.5, "--optimizer", "lion", "--set",
               "learning_rate=0.003", "--schedule", "cosine"]
    ours, theirs = models(tmp_path, X, y, options, epochs=9, loss="huber", huber_delta=0.5, optimizer="lion",
                          learning_rate=0.003, schedule="cosine")
    assert ours == theirs


def test_settings_of_every_kind_reach_the_run_as_the_program_s_options_do(tmp_path):
    X, y = moons()
    options = ["--epochs", 4, "--batch-size", "full", "--no-shuffle", "--group", "layers.0.*: rate=0.5", "--group",
               "*.bias: frozen", "--class-weights", "1,2.5", "--dropout", 0.25, "--set", "beta1=0.8", "--activation",
               "tanh", "--output-activation", "sigmoid"]
    ours, theirs = models(tmp_path, X, y, options, epochs=4, batch_size="full", shuffle=False,
                          group=["layers.0.*: rate=0.5", "*.bias: frozen"], class_weights=[1, 2.5],
                          dropout=0.25, settings={"beta1": 0.8}, activation="tanh", output_activation="sigmoid")
    assert ours == theirs


def test_a_run_that_begins_with_a_model_goes_on_alike(tmp_path):
    X, y = moons()
    descent.train(X, y, epochs=2).model.save(tmp_path / "start.safetensors")
    start = str(tmp_path / "start.safetensors")
    ours, theirs = models(tmp_path, X, y, ["--from", start, "--epochs", 3], from_model=start, epochs=3)
    assert ours == theirs
    assert ours != (tmp_path / "start.safetensors").read_bytes()
    descent.train(X, y, start=descent.load(start), epochs=3).model.save(tmp_path / "memory.safetensors")
    assert (tmp_path / "memory.safetensors").read_bytes() == theirs


def test_weights_of_patterns_are_those_of_a_column_of_a_table(tmp_path):
    X, y = plane()
    weights = np.arange(200) % 4 / 2
    np.savetxt(tmp_path / "x.csv", np.column_stack([X, y, weights]), fmt="%.17g", delimiter=",", comments="",
               header="a,b,c,y,w")
    program("train", "--data", "x.csv", "--target", "y", "--weights", "w", "--epochs", 4, "--quiet", "--out",
            "m.safetensors", cwd=tmp_path)
    theirs = descent.load(tmp_path / "m.safetensors")
    ours = descent.train(X, y, sample_weight=weights, epochs=4).model
    for name, tensor in theirs.weights.items():
        assert (ours.weights[name] == tensor).all()
