"""Optimizers of PyTorch take part as rules. Skipped where torch is not installed."""
import pickle

import descent
import numpy as np
import pytest
from program import moons, with_peers

with_peers()
torch = pytest.importorskip("torch")

OPTIMIZERS = {
    "sgd": (torch.optim.SGD, dict(lr=0.05)),
    "momentum": (torch.optim.SGD, dict(lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.01)),
    "adam": (torch.optim.Adam, dict(amsgrad=True)),
    "adamw": (torch.optim.AdamW, dict(betas=(0.8, 0.95))),
    "nadam": (torch.optim.NAdam, {}),
    "radam": (torch.optim.RAdam, {}),
    "rmsprop": (torch.optim.RMSprop, dict(momentum=0.5, centered=True)),
    "adagrad": (torch.optim.Adagrad, {}),
    "adadelta": (torch.optim.Adadelta, {}),
    "adamax": (torch.optim.Adamax, {}),
    "rprop": (torch.optim.Rprop, {}),
    "asgd": (torch.optim.ASGD, {}),
}


def trained(rule, **options):
    X, y = moons()
    return descent.train(X, y, hidden=(9,), epochs=4, optimizer=rule, **options)


def loop_of_torch(kind, arguments, w, gradients):
    parameter = torch.nn.Parameter(torch.from_numpy(w.copy()))
    optimizer = kind([parameter], **arguments)
    for g in gradients:
        parameter.grad = torch.from_numpy(g)
        optimizer.step()
    return parameter.detach().numpy()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_its_steps_are_those_of_torch(name):
    kind, arguments = OPTIMIZERS[name]
    rule = descent.from_torch(kind, **arguments)
    random = np.random.default_rng(0)
    shapes = {"shape": [4, 3]}
    start = random.normal(size=15)
    gradients = random.normal(size=(20, 15))
    # weights and biases apart: torch's decay spares biases here
    expected = np.concatenate([
        loop_of_torch(kind, arguments, start[:12].reshape(4, 3).T.copy(), [g[:12].reshape(4, 3).T.copy() for g in gradients]).T.ravel(),
        loop_of_torch(kind, {**arguments, "weight_decay": 0} if kind is not torch.optim.Rprop else arguments, start[12:],
                      [g[12:].copy() for g in gradients])])
    import json
    import tempfile
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({**shapes, "start": start.tolist(), "gradients": gradients.tolist(), "weights": {"20": expected.tolist()}}, file)
        file.flush()
        [check] = descent.check_optimizer(rule, only=["agrees_with_trajectory"], trajectory=file.name)
    assert check.result == "passed", check.detail


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_run_goes_on_with_its_state(name, tmp_path):
    kind, arguments = OPTIMIZERS[name]
    rule = descent.from_torch(kind, **arguments)
    checkpoint = str(tmp_path / "run.ckpt")
    trained(rule, checkpoint=checkpoint, max_steps=7)
    resumed = trained(descent.from_torch(kind, **arguments), checkpoint=checkpoint, resume=True)
    whole = trained(rule, threads=3)
    assert pickle.dumps(resumed.model) == pickle.dumps(whole.model)


def test_it_is_compared_and_tuned():
    X, y = moons()
    rules = ["adam", descent.from_torch(torch.optim.Adam), descent.from_torch(torch.optim.SGD, lr=0.1)]
    study = descent.compare(X, y, optimizers=rules, seeds=2, budget=3, epochs=2, settings={"torch-sgd.momentum": [0, 0.9]})
    assert set(study.trials["optimizer"]) == {"adam", "torch-adam", "torch-sgd"}
    assert set(study.trials["reason"]) == {"finished"}


def test_its_class_can_be_pickled():
    rule = descent.from_torch(torch.optim.SGD, lr=0.1, momentum=0.9)
    again = pickle.loads(pickle.dumps(rule))
    assert again.settings == rule.settings and again.version == rule.version
    assert pickle.loads(pickle.dumps(descent.Rule)) is descent.Rule


@pytest.mark.parametrize("kind, arguments, message", [
    (torch.optim.LBFGS, {}, "evaluates the loss itself"),
    (torch.optim.Adafactor, {}, "row_var of shape"),
    (torch.optim.Adam, {"rate": 0.1}, "rate: is no setting of Adam"),
    (torch.optim.SGD, {"lr": -1.0}, "cannot take a step: Invalid learning rate"),
])
def test_what_cannot_be_a_rule_is_refused(kind, arguments, message):
    with pytest.raises(descent.UsageError, match=message):
        descent.from_torch(kind, **arguments)


def test_it_keeps_what_every_optimizer_promises():
    found = descent.check_optimizer(descent.from_torch(torch.optim.SGD, lr=0.01, momentum=0.9))
    assert not found.failed, str(found)
