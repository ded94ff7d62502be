"""Models: predictions, figures, files, pickling."""
import json
import pickle

import descent
import numpy as np
import pytest
from program import descent as program
from program import moons, plane


@pytest.fixture(scope="module")
def classifier():
    X, y = moons()
    return descent.train(X, y, epochs=30).model


def naive_outputs(model, X):
    """The forward pass in double, for a network with ReLU and softmax and inputs as they are."""
    a = X.astype(np.float64)
    for layer, (_, activation) in enumerate(model.layers):
        z = a @ model.weights[f"layers.{layer}.weight"].T.astype(np.float64) + model.weights[f"layers.{layer}.bias"]
        if activation == "softmax":
            e = np.exp(z - z.max(axis=1, keepdims=True))
            a = e / e.sum(axis=1, keepdims=True)
        else:
            a = np.maximum(z, 0)
    return a


def test_outputs_are_those_of_the_formula_on_the_weights():
    X, y = moons()
    model = descent.train(X, y, epochs=20, hidden=(16, 8), scaling="none").model
    # sums of at most 16 products of float32, each rounded to 6e-8
    np.testing.assert_allclose(model.outputs(X), naive_outputs(model, X), atol=2e-6)
    assert (model.predict(X) == naive_outputs(model, X).argmax(axis=1)).all()
    assert (model.predict(X) == y).mean() > 0.8


def test_predictions_have_the_type_of_the_targets(classifier):
    X, y = moons()
    assert classifier.predict(X).dtype.kind == "i"
    texts = descent.train(X, np.array(["a", "b"])[y], epochs=1).model
    assert set(texts.predict(X)) <= {"a", "b"}
    numbers = descent.train(*plane(), epochs=1).model
    assert numbers.predict(plane()[0]).shape == (200,)
    several = descent.train(*plane(outputs=2), epochs=1).model
    assert several.predict(plane()[0]).shape == (200, 2)


def test_figures_are_those_that_the_program_prints(classifier, tmp_path):
    X, y = moons(seed=1)
    classifier.save(tmp_path / "model.safetensors")
    np.save(tmp_path / "X.npy", X)
    np.save(tmp_path / "y.npy", y)
    printed = program("evaluate", "--model", "model.safetensors", "--data", "X.npy", "--labels", "y.npy", "--json",
                      cwd=tmp_path)
    assert classifier.evaluate(X, y) == json.loads(printed)
    assert classifier.evaluate(X, y, top_k=1)["top_1_accuracy"] == classifier.evaluate(X, y)["accuracy"]
    with pytest.raises(descent.UsageError, match="top_k: found 2, expected from 1 to 1"):
        classifier.evaluate(X, y, top_k=2)


def test_files_and_pickles_give_the_same_model_back(classifier, tmp_path):
    X, _ = moons()
    classifier.save(tmp_path / "model.safetensors")
    for again in (descent.load(tmp_path / "model.safetensors"), pickle.loads(pickle.dumps(classifier))):
        assert (again.outputs(X) == classifier.outputs(X)).all()
        assert again.class_names == ["0", "1"]
        assert repr(again) == "<Model 2-128-2, cross-entropy>"


def test_a_file_that_the_program_wrote_is_read(tmp_path):
    program("train", "--data", "x.csv", "--target", "y", "--epochs", 1, "--quiet", "--out", "m.safetensors",
            cwd=written(tmp_path))
    model = descent.load(tmp_path / "m.safetensors")
    assert model.predict(np.array([[3.0]])).shape == (1,)


def written(folder):
    (folder / "x.csv").write_text("x,y\n" + "".join(f"{i},{2 * i + 0.5}\n" for i in range(30)))
    return folder


def test_arrays_are_not_copied():
    X = np.zeros((100, 4), np.float32)
    data = descent._arrays.dataset(X, np.arange(100) % 2)
    model = descent.train(X + np.arange(4, dtype=np.float32), np.arange(100) % 2, epochs=1).model
    before = model._core.predict(data, 1)
    X[:] = 7  # seen through the data set: it holds the same bytes
    assert (model._core.predict(data, 1) != before).any()


def test_a_data_set_keeps_its_array_alive():
    X, y = moons()
    model = descent.train(X, y, epochs=1).model
    data = descent._arrays.dataset(X.copy(), y)
    assert (model._core.predict(data, 1) == model.outputs(X)).all()
