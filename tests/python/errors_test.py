"""What cannot be trained on is refused before the first step, in one line that names it."""
import descent
import numpy as np
import pytest
from program import moons

X, y = moons(20)


def with_nan():
    bad = X.copy()
    bad[3, 1] = np.nan
    return bad


@pytest.mark.parametrize("arguments, message", [
    ((with_nan(), y), r"X: element \[3, 1\]: found nan, expected a finite number"),
    ((X, np.where(np.arange(20) == 4, np.inf, y)), r"y: element \[4\]: found inf, expected a finite number"),
    ((X, y[:19]), r"y: .*found 19 labels, expected 20, one for each pattern of X"),
    ((X[:0], y[:0]), r"X: .*found 0 in the shape 0 x 2"),
])
def test_wrong_arrays_are_input_errors_with_their_place(arguments, message):
    with pytest.raises(descent.InputError, match=message):
        descent.train(*arguments)


@pytest.mark.parametrize("settings, message", [
    ({"epochs": 0}, "epochs: found '0', expected a whole number from 1 up"),
    ({"optimizer": "adamm"}, "there is no optimizer 'adamm'; did you mean 'adam'"),
    ({"learning_rates": 1}, "learning_rates: is no setting of training"),
    ({"hidden": (0,)}, "hidden: found '0'"),
    ({"activation": "rely"}, "did you mean 'relu'"),
    ({"loss": "huber"}, "huber"),
    ({"min_improvement": 0.1}, "min_improvement: needs patience"),
    ({"validation": 1.0}, "validation"),
    ({"settings": {"beta3": 1}}, "beta3"),
    ({"batch_size": 2.5}, "batch_size: found '2.5'"),
])
def test_wrong_settings_are_usage_errors_with_their_name(settings, message):
    with pytest.raises(descent.UsageError, match=message):
        descent.train(X, y, **settings)


def test_errors_are_value_errors_too():
    with pytest.raises(ValueError):
        descent.train(X, y, epochs=-1)
    assert issubclass(descent.InputError, descent.Error)


def test_what_is_no_array_of_numbers_is_a_type_error():
    with pytest.raises(TypeError, match="X is an array of complex64, expected numbers"):
        descent.train(X + 1j, y)
    with pytest.raises(TypeError, match="y is an array of datetime64"):
        descent.train(X, np.zeros(20, "datetime64[D]"))


def test_a_single_value_is_refused():
    with pytest.raises(ValueError, match="found a single value"):
        descent.train(3.0, y)


def test_a_file_that_is_no_model_is_an_input_error(tmp_path):
    (tmp_path / "m.safetensors").write_bytes(b"nothing")
    with pytest.raises(descent.InputError, match="m.safetensors"):
        descent.load(tmp_path / "m.safetensors")


def test_a_model_refuses_data_of_another_width():
    model = descent.train(X, y, epochs=1).model
    with pytest.raises(descent.InputError, match="3"):
        model.predict(np.zeros((2, 3), np.float32))


def test_what_a_callback_raises_ends_the_run_and_comes_back():
    def refuse(epoch):
        if epoch["epoch"] == 3:
            raise KeyError("enough")
    with pytest.raises(KeyError, match="enough"):
        descent.train(X, y, epochs=100, on_epoch=refuse)


def test_a_run_that_diverges_is_a_result_with_its_reason():
    run = descent.train(X, np.arange(20.0) * 1e3, optimizer="gd", learning_rate=100.0, epochs=5, task="regression",
                        target_scaling="none", hidden=(4,))
    assert run.reason == "diverged"
    assert "step" in run.message
