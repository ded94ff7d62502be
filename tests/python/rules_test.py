"""An optimizer that is written in Python is one like any other."""
import pickle

import descent
import numpy as np
import pandas
import pytest
from program import moons, plane


class Heavy(descent.Rule):
    """momentum, as optimizers/momentum.cpp has it"""

    formula = "v = mu v - eta g; w += v"
    settings = {"learning_rate": 0.01, "momentum": descent.Range(0.9, 0, 0.9999)}
    slots = ["v"]

    def update(self, w, g, state, step):
        state["v"] = self.momentum * state["v"] - step.learning_rate * g
        w += state["v"]


class Normed(descent.Rule):
    """w -= eta g / |g|, of a whole tensor"""

    settings = {"learning_rate": 0.01}

    def update(self, w, g, state, step):
        return w - step.learning_rate * g / (np.linalg.norm(g) or 1)


class Broken(descent.Rule):
    """raises in its third step"""

    settings = {"learning_rate": 0.01}

    def update(self, w, g, state, step):
        if step.count == 3:
            raise ZeroDivisionError("in the third step")


def trained(optimizer, **options):
    X, y = moons()
    return descent.train(X, y, hidden=(9,), epochs=4, optimizer=optimizer, **options)


def test_it_follows_the_rule_in_cpp():
    ours, theirs = trained(Heavy), trained("momentum")
    for name, weights in theirs.model.weights.items():
        assert np.allclose(ours.model.weights[name], weights, rtol=1e-3, atol=1e-5)  # other roundings, fused products


@pytest.mark.parametrize("rule", [Heavy, Normed])
def test_its_bits_are_the_same_for_any_number_of_threads(rule):
    one, three = trained(rule, threads=1), trained(rule, threads=3)
    assert pickle.dumps(one.model) == pickle.dumps(three.model)


def test_what_it_raises_ends_the_run_as_it_was_raised():
    with pytest.raises(ZeroDivisionError, match="in the third step") as raised:
        trained(Broken)
    assert "update" in [entry.name for entry in raised.traceback]
    with pytest.raises(ZeroDivisionError, match="in the third step"):
        X, y = moons()
        descent.compare(X, y, optimizers=[Heavy, Broken], seeds=2, budget=2, epochs=1, jobs=2)


def test_it_takes_part_in_a_comparison(tmp_path):
    X, y = moons()
    options = dict(hidden=(9,), epochs=2, seeds=3, budget=2, settings={"heavy.momentum": [0.5, 0.9]})
    two = descent.compare(X, y, optimizers=["momentum", Heavy], jobs=2, out=tmp_path / "two", **options)
    one = descent.compare(X, y, optimizers=["momentum", Heavy], jobs=1, out=tmp_path / "one", **options)
    assert set(two.trials["optimizer"]) == {"momentum", "heavy"}
    assert set(two.trials["reason"]) == {"finished"}
    key = ["phase", "optimizer", "settings.momentum", "seed"]
    left, right = (study.trials.sort_values(key).reset_index(drop=True)[[*key, "weights"]] for study in (one, two))
    pandas.testing.assert_frame_equal(left, right)


def test_it_takes_part_in_a_grid_search():
    from sklearn.model_selection import GridSearchCV

    X, y = moons()
    search = GridSearchCV(descent.DescentClassifier(hidden=(9,), epochs=3), {"optimizer": ["adam", Heavy]}, cv=2)
    search.fit(X, y)
    assert len(search.cv_results_["params"]) == 2
    assert np.isfinite(search.cv_results_["mean_test_score"]).all()
    estimator = descent.DescentClassifier(optimizer=Heavy, epochs=1).fit(X, y)
    assert (pickle.loads(pickle.dumps(estimator)).predict(X) == estimator.predict(X)).all()


def test_regression_with_it_learns():
    X, y = plane()
    run = descent.train(X, y, hidden=(), optimizer=Heavy, epochs=30, batch_size=20)
    assert run.history[-1]["loss"] < 0.01 * run.history[0]["loss"]


def test_a_run_goes_on_with_its_state(tmp_path):
    checkpoint = tmp_path / "run.ckpt"
    trained(Heavy, checkpoint=str(checkpoint), max_steps=7)
    resumed, whole = trained(Heavy, checkpoint=str(checkpoint), resume=True), trained(Heavy)
    assert pickle.dumps(resumed.model) == pickle.dumps(whole.model)


def heavy_with(body, **attributes):
    """A rule named `heavy` whose source is that text."""
    return type("Heavy", (descent.Rule,), {"settings": {"learning_rate": 0.01}, "slots": ["v"], "update": body, **attributes})


def plain(self, w, g, state, step):
    w -= step.learning_rate * g


def changed(self, w, g, state, step):
    w -= 2 * step.learning_rate * g


def test_a_run_is_not_resumed_with_other_code(tmp_path):
    checkpoint = str(tmp_path / "run.ckpt")
    trained(heavy_with(plain), checkpoint=checkpoint, max_steps=7)
    with pytest.raises(descent.Error, match="the code of its optimizer is another one"):
        trained(heavy_with(changed), checkpoint=checkpoint, resume=True)
    trained(heavy_with(plain), checkpoint=checkpoint, resume=True)


def test_a_version_stands_for_the_code(tmp_path):
    checkpoint = str(tmp_path / "run.ckpt")
    trained(heavy_with(plain, version=1), checkpoint=checkpoint, max_steps=7)
    with pytest.raises(descent.Error, match="version 1 there and version 2 here"):
        trained(heavy_with(plain, version=2), checkpoint=checkpoint, resume=True)
    trained(heavy_with(changed, version=1), checkpoint=checkpoint, resume=True)


@pytest.mark.parametrize("rule", [Heavy, Normed])
def test_it_keeps_what_every_optimizer_promises(rule):
    found = descent.check_optimizer(rule)
    assert not found.failed, str(found)
    assert len(found) > 30
    assert [check.result for check in found].count("passed") > 15


def test_the_kit_finds_a_rule_that_is_wrong():
    [check] = descent.check_optimizer(Broken, only=["long_run_stays_finite"])
    assert check.result == "failed"
    assert "ZeroDivisionError: in the third step" in check.detail


@pytest.mark.parametrize("attributes, message", [
    ({"settings": {"learning_rate": "big"}}, "expected a number"),
    ({"settings": {"beta": 5}}, r"descent.Range\(5, minimum, maximum\)"),
    ({"settings": {"update": 0.5}}, "a name that every rule has already"),
    ({"settings": {"beta": descent.Range(2, 0, 1)}}, "minimum <= default <= maximum"),
    ({"slots": "v"}, "expected a list of names"),
    ({"slots": ["v", "v"]}, "two of its slots are named"),
    ({"name": "adam"}, "two optimizers are named 'adam'"),
    ({"name": "My Rule"}, "expected lower case letters"),
])
def test_what_is_wrong_with_a_class_is_said_before_the_run(attributes, message):
    with pytest.raises(descent.Error, match=message):
        trained(heavy_with(plain, **attributes))


def returns_other_shape(self, w, g, state, step):
    return np.zeros(3)


def adds_a_slot(self, w, g, state, step):
    state["m"] = w


def assigns_other_shape(self, w, g, state, step):
    state["v"] = 1.0


@pytest.mark.parametrize("body, error, message", [
    (returns_other_shape, ValueError, "what update returned has shape"),
    (adds_a_slot, KeyError, "state has the slots of the class alone"),
    (assigns_other_shape, ValueError, "slot v has shape"),
])
def test_what_a_step_gets_wrong_is_said(body, error, message):
    with pytest.raises(error, match=message):
        trained(heavy_with(body))


def test_no_rule_is_no_optimizer():
    with pytest.raises(descent.UsageError, match="derives from descent.Rule"):
        trained(dict)


def test_an_array_that_a_rule_keeps_stays_valid():
    kept = []

    def keeps(self, w, g, state, step):
        kept.extend([w, g, state["v"]])

    trained(heavy_with(keeps))
    assert all(np.isfinite(array).all() for array in kept)


def test_settings_reach_the_rule():
    seen = []

    def looks(self, w, g, state, step):
        seen.append((self.count, self.mode, step.tensor, w.shape, w.dtype, step.count))

    rule = heavy_with(looks, settings={"learning_rate": 0.01, "count": descent.Range(3, 1, 9, whole=True),
                                       "mode": descent.Choice("slow", "fast")})
    trained(rule, settings={"count": 5, "mode": "fast"}, max_steps=1)
    assert seen[0] == (5, "fast", "layers.0.weight", (2, 9), np.dtype(np.float32), 1)
    assert [one[2:4] for one in seen[1:]] == [("layers.0.bias", (9,)), ("layers.1.weight", (9, 2)), ("layers.1.bias", (2,))]


def test_more_rules_than_fit_can_be_used_one_after_the_other():
    for _ in range(100):
        trained(heavy_with(plain), max_steps=1)
