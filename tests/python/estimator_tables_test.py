"""Estimators of scikit-learn on tables that are no arrays: texts, and values that are missing."""
import pickle

import descent
import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.model_selection import cross_val_score

random = np.random.default_rng(0)
ROWS = 300
FRAME = pd.DataFrame({"size": random.normal(size=ROWS), "town": random.choice(["Rome", "Oslo"], ROWS),
                      "y": random.integers(0, 9, ROWS)})
KIND = pd.Series(np.where((FRAME["size"] > 0) ^ (FRAME["town"] == "Rome"), "same", "other"), name="kind")
RENT = FRAME["size"] * 3 + (FRAME["town"] == "Rome") * 5 + 100
GAPS = FRAME.copy()
GAPS.loc[[1, 4], "size"] = np.nan
GAPS.loc[[2], "town"] = None


def test_texts_are_categories_and_the_bits_are_those_of_train():
    ours = descent.DescentClassifier(epochs=40).fit(FRAME, KIND)
    theirs = descent.train(FRAME, KIND, epochs=40, seed=1).model
    assert (ours.model_.outputs(FRAME) == theirs.outputs(FRAME)).all()
    assert list(ours.classes_) == ["other", "same"]
    assert list(ours.feature_names_in_) == ["size", "town", "y"]
    assert ours.n_features_in_ == 3
    assert ours.score(FRAME, KIND) > 0.9
    assert (ours.predict(FRAME[["y", "town", "size"]]) == ours.predict(FRAME)).all()
    again = pickle.loads(pickle.dumps(ours))
    assert (again.predict_proba(FRAME) == ours.predict_proba(FRAME)).all()


def test_numbers_are_predicted_in_one_column_or_in_several():
    one = descent.DescentRegressor(epochs=40).fit(FRAME, RENT)
    assert one.score(FRAME, RENT) > 0.9
    assert (one.model_.outputs(FRAME) == descent.train(FRAME, RENT.rename("rent"), epochs=40, seed=1).model.outputs(FRAME)).all()
    assert descent.DescentRegressor(epochs=1).fit(FRAME, np.c_[RENT, -RENT]).predict(FRAME).shape == (ROWS, 2)


def test_every_policy_for_missing_values_is_that_of_train():
    for missing in ("mean", "median", "indicator"):
        ours = descent.DescentClassifier(epochs=5, missing=missing).fit(GAPS, KIND)
        theirs = descent.train(GAPS, KIND, epochs=5, seed=1, missing=missing).model
        assert (ours.model_.outputs(GAPS) == theirs.outputs(GAPS)).all()
        assert ours.predict(GAPS).shape == (ROWS,)
    dropped = descent.DescentClassifier(epochs=5, missing="drop").fit(GAPS, KIND)
    assert dropped.predict(FRAME).shape == (ROWS,)
    with pytest.raises(ValueError, match="some rows of X lack a value"):
        dropped.predict(GAPS)
    with pytest.raises(descent.InputError, match="line 3, column 'size': found an empty field"):
        descent.DescentClassifier().fit(GAPS, KIND)


def test_classes_of_any_type_come_back_as_they_were():
    for y in (FRAME["y"] % 3, FRAME["y"] % 2 == 0, (FRAME["y"] % 2).astype(float)):
        model = descent.DescentClassifier(epochs=1).fit(FRAME[["town"]], y)
        assert model.classes_.dtype == y.dtype
        assert set(model.predict(FRAME)) <= set(y)


def test_categories_that_are_new_are_refused_or_none_of_the_known_ones():
    new = FRAME.assign(town="Paris")
    with pytest.raises(descent.InputError, match="'Paris', expected one of the known categories Oslo, Rome"):
        descent.DescentClassifier(epochs=1).fit(FRAME, KIND).predict(new)
    assert descent.DescentClassifier(epochs=1, unknown="zero").fit(FRAME, KIND).predict(new).shape == (ROWS,)


def test_tables_continue_by_partial_fit_and_warm_start_with_weights_and_validation():
    model = descent.DescentClassifier(learning_rate=0.02)
    for _ in range(30):
        model.partial_fit(FRAME[:200], KIND[:200], classes=["same", "other", "neither"])
    assert list(model.classes_) == ["neither", "other", "same"]
    assert model.score(FRAME[200:], KIND[200:]) > 0.9
    with pytest.raises(ValueError, match="not known before: .*above"):
        model.partial_fit(FRAME[:2], ["same", "above"])
    warm = descent.DescentRegressor(epochs=10, warm_start=True).fit(FRAME, RENT)
    loss = warm.loss_curve_[-1]
    assert warm.fit(FRAME, RENT).loss_curve_[0] < 1.2 * loss
    weights = np.r_[np.zeros(100), np.full(ROWS - 100, 2)]
    weighted = descent.DescentRegressor(epochs=2).fit(FRAME, RENT, sample_weight=weights)
    rest = descent.DescentRegressor(epochs=2).fit(FRAME[100:], RENT[100:], sample_weight=weights[100:])
    assert (weighted.predict(FRAME) == rest.predict(FRAME)).all()
    held_out = clone(weighted).fit(FRAME[:200], RENT[:200], validation=(FRAME[200:], RENT[200:]))
    assert held_out.history_[-1]["validation_loss"] > 0
    assert cross_val_score(descent.DescentClassifier(epochs=60), FRAME, KIND, cv=3).min() > 0.9


def test_frames_of_polars_and_tables_of_arrow_are_the_same():
    polars, arrow = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    there = descent.DescentClassifier(epochs=3).fit(FRAME, KIND).predict_proba(FRAME)
    for table in (polars.DataFrame(FRAME.to_dict("list")), arrow.table(FRAME.to_dict("list"))):
        assert (descent.DescentClassifier(epochs=3).fit(table, KIND).predict_proba(table) == there).all()


def test_what_an_estimator_cannot_take_is_refused():
    fitted = descent.DescentClassifier(epochs=1).fit(FRAME, KIND)
    with pytest.raises(ValueError, match="X is an array; the estimator was fitted on a table"):
        fitted.predict(FRAME.to_numpy())
    numbers = descent.DescentClassifier(epochs=1).fit(FRAME[["size", "y"]], KIND)
    with pytest.raises(ValueError, match="X is a table with texts; the estimator was fitted on numbers alone"):
        numbers.predict(FRAME)
    with pytest.raises(descent.UsageError, match="missing: belongs to tables; X is an array"):
        descent.DescentClassifier(missing="mean").fit(FRAME[["size"]].to_numpy(), KIND)
    twice = pd.concat([FRAME, FRAME[["town"]]], axis=1)
    with pytest.raises(descent.UsageError, match="the table has two columns 'town'; rename one"):
        descent.train(twice, KIND)
