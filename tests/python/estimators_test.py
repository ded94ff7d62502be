"""Estimators of scikit-learn: its own checks, and what one builds with them."""
import pickle

import descent
import joblib
import numpy as np
import pytest
from program import moons, plane
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

# A pattern twice is not a pattern of weight 2 where batches are drawn: other batches, and sums in another order.
EXCUSED = "check_sample_weight_equivalence_on_dense_data"


@parametrize_with_checks([descent.DescentClassifier(), descent.DescentRegressor()])
def test_the_checks_of_scikit_learn_pass(estimator, check):
    if check.func.__name__ == EXCUSED:
        pytest.skip("excused in docs/python.md")
    check(estimator)


def same(one, other):
    X = moons(seed=5)[0] if one.n_features_in_ == 2 else plane(seed=5)[0]
    return (one.model_.outputs(X) == other.model_.outputs(X)).all()


def test_an_estimator_trains_to_the_bits_of_train():
    X, y = moons()
    ours = descent.DescentClassifier(hidden=(16,), epochs=5, optimizer="nadam", learning_rate=0.01, random_state=3,
                                     validation_fraction=0.2, n_threads=2).fit(X, y)
    run = descent.train(X, y, hidden=(16,), epochs=5, optimizer="nadam", learning_rate=0.01, seed=3, validation=0.2)
    assert (ours.model_.outputs(X) == run.model.outputs(X)).all()
    assert ours.loss_curve_ == [epoch["loss"] for epoch in run.history]
    assert ours.n_iter_ == 5
    X, y = plane(outputs=2)
    numbers = descent.DescentRegressor(epochs=5).fit(X, y)
    assert (numbers.predict(X) == descent.train(X, y, epochs=5).model.predict(X)).all()


def test_every_setting_of_the_program_is_a_parameter_of_one_of_the_two():
    parameters = {*descent.DescentClassifier().get_params(), *descent.DescentRegressor().get_params()}
    renamed = {"seed": "random_state", "threads": "n_threads", "class_weights": "class_weight"}
    wanted = {renamed.get(name, name) for name in descent._settings.TABLE} - {"from_model"}
    assert wanted <= parameters
    assert "class_weight" not in descent.DescentRegressor().get_params()


def test_a_grid_search_over_optimizers_in_a_pipeline_gives_the_same_for_any_number_of_jobs():
    X, y = moons()
    pipeline = make_pipeline(StandardScaler(), descent.DescentClassifier(epochs=60, learning_rate=0.02))
    grid = {"descentclassifier__optimizer": ["adam", "lion", "momentum"]}
    alone, two = (GridSearchCV(pipeline, grid, cv=3, n_jobs=jobs).fit(X, y) for jobs in (1, 2))
    assert (alone.cv_results_["mean_test_score"] == two.cv_results_["mean_test_score"]).all()
    assert alone.best_params_ == two.best_params_
    assert alone.best_score_ > 0.9
    assert (alone.predict_proba(X) == two.predict_proba(X)).all()


@pytest.mark.parametrize("backend", ["loky", "threading", "multiprocessing"])
def test_every_way_to_run_jobs_gives_the_same_scores(backend):
    X, y = plane()
    scores = cross_val_score(descent.DescentRegressor(epochs=10), X, y, cv=4)
    with joblib.parallel_backend(backend, n_jobs=2):
        assert (cross_val_score(descent.DescentRegressor(epochs=10), X, y, cv=4) == scores).all()


def test_fitted_estimators_are_pickled_and_dumped(tmp_path):
    model = descent.DescentClassifier(epochs=3).fit(*moons())
    joblib.dump(model, tmp_path / "model.joblib")
    assert same(model, pickle.loads(pickle.dumps(model)))
    assert same(model, joblib.load(tmp_path / "model.joblib"))


def test_a_warm_start_goes_on_and_a_cold_one_begins_anew():
    X, y = plane()
    once = descent.DescentRegressor(epochs=10, warm_start=True).fit(X, y)
    loss = once.loss_curve_[-1]
    assert once.fit(X, y).loss_curve_[0] < 1.2 * loss
    cold = clone(once).set_params(warm_start=False).fit(X, y)
    assert same(cold, descent.DescentRegressor(epochs=10).fit(X, y))


def test_partial_fits_learn_classes_that_come_later():
    X, y = moons()
    names = np.array(["left", "right"])[y]
    model = descent.DescentClassifier(learning_rate=0.02)
    for _ in range(60):
        model.partial_fit(X[:200], names[:200], classes=["left", "right", "neither"])
    assert list(model.classes_) == ["left", "neither", "right"]
    assert model.predict_proba(X).shape == (300, 3)
    assert model.score(X[200:], names[200:]) > 0.9
    with pytest.raises(ValueError, match="not known before: .*above"):
        model.partial_fit(X[:2], ["left", "above"])


def test_early_stopping_measures_the_data_that_is_given_for_it():
    X, y = plane()
    other = plane(seed=1)
    model = descent.DescentRegressor(epochs=2000, early_stopping=True).fit(X, y, validation=(X[:50], y[:50]))
    assert model.n_iter_ < 2000
    assert min(epoch["validation_loss"] for epoch in model.history_) >= 0
    held_out = descent.DescentRegressor(epochs=3, early_stopping=True).fit(*other)
    assert held_out.history_[0]["validation_loss"] is not None
    assert descent.DescentRegressor(epochs=3).fit(*other).history_[0]["validation_loss"] is None


def test_weights_of_classes_are_those_of_train():
    X, y = moons()
    names = np.array(["b", "a"])[y]
    ours = descent.DescentClassifier(class_weight={"b": 3}, epochs=3).fit(X, names)
    theirs = descent.train(X, names, class_weights=[1, 3], epochs=3)
    assert (ours.model_.outputs(X) == theirs.model.outputs(X)).all()
    balanced = descent.DescentClassifier(class_weight="balanced", epochs=3).fit(X[50:], names[50:])
    assert (balanced.predict_proba(X) > 0).all()


def test_patterns_of_weight_zero_take_no_part():
    X, y = moons()
    weights = np.where(np.arange(300) % 3 == 0, 0.0, 1.0)
    weighted = descent.DescentClassifier(epochs=3).fit(X, y, sample_weight=weights)
    assert same(weighted, descent.DescentClassifier(epochs=3).fit(X[weights > 0], y[weights > 0]))


def test_a_run_that_diverges_is_an_error_that_a_grid_search_records():
    X, y = plane()
    bad = descent.DescentRegressor(optimizer="gd", learning_rate=100.0, target_scaling="none", epochs=20)
    with pytest.raises(descent.Error, match="step"):
        bad.fit(X * 1e3, y * 1e3)


def test_a_seed_is_drawn_as_scikit_learn_draws_it():
    X, y = moons()
    first, second = (descent.DescentClassifier(epochs=1, random_state=np.random.RandomState(7)).fit(X, y)
                     for _ in range(2))
    assert same(first, second)
    assert not same(first, descent.DescentClassifier(epochs=1).fit(X, y))


def test_what_is_said_while_it_trains_is_one_line(capsys):
    descent.DescentRegressor(epochs=3, verbose=True).fit(*plane())
    said = capsys.readouterr().err
    assert said.count("\r") == 3 and said.count("\n") == 1
    assert "epoch 3/3: loss " in said
    descent.DescentRegressor(epochs=3).fit(*plane())
    assert capsys.readouterr().err == ""
