#!/usr/bin/env python3
"""Writes training_run.json: short runs with what regularises or weighs, as PyTorch makes them.

    python tests/reference/write_training_run.py tests/reference/training_run.json

Needs torch (any version with float64 on CPU). The file is checked in; run this only to add a case.

Every case is a run by plain gradient descent, in float64, over the patterns in their order:
  settings     name -> text, as in include/descent/training.h
  inputs       [patterns][inputs]     targets  [patterns][outputs]   (labels where there are classes)
  weights      factors on the patterns' costs, where the case has them
  parameters   name -> values, row after row, float32 numbers; weights [fan_out][fan_in] as in torch.nn.Linear
  losses       of each step: the mean of the patterns' costs by their weights
  trained      the parameters after the last step
A step minimises the mean over its patterns of weight times cost. Dropout: PyTorch has another stream of random numbers,
so it is fed the factors of counter_dropout.py.
"""
import json
import sys

import torch
import torch.nn.functional as F

from counter_dropout import factors
from write_training_step import activation, cost_of_patterns, plain

EPOCHS, BATCH, PATTERNS = 3, 6, 15  # three batches an epoch, the last of 3
RATE = 0.2

# name, inputs, layers, loss, settings, are there weights of patterns?
CLASSES = [(9, "tanh"), (6, "relu"), (3, "softmax")]
NUMBERS = [(7, "gelu"), (5, "elu"), (2, "identity")]
CASES = [
    ("dropout", 4, CLASSES, "cross-entropy", {"dropout": 0.4, "seed": 7}, False),
    ("dropout of a quarter, another seed", 5, NUMBERS, "mse", {"dropout": 0.25, "seed": 12345678901234567890}, False),
    ("l1", 4, CLASSES, "cross-entropy", {"l1": 0.03}, False),
    ("max-norm", 4, CLASSES, "cross-entropy", {"max_norm": 0.9}, False),
    ("weights of patterns", 4, CLASSES, "cross-entropy", {}, True),
    ("weights of patterns, of numbers", 5, NUMBERS, "mae", {}, True),
    ("weights of patterns and classes", 4, CLASSES, "cross-entropy", {"class_weights": [1.0, 0.5, 2.0]}, True),
    ("huber with a border of its own", 5, NUMBERS, "huber", {"huber_delta": 0.5}, False),
    ("weight decay", 5, NUMBERS, "mse", {"weight_decay": 0.05}, False),
    ("clipping by norm and by value", 5, NUMBERS, "mse", {"clip_norm": 0.5, "clip_value": 0.1}, False),
    (
        "all of them",
        5,
        NUMBERS,
        "huber",
        {"dropout": 0.3, "seed": 3, "l1": 0.02, "max_norm": 1.1, "weight_decay": 0.04, "clip_norm": 0.6, "huber_delta": 0.75},
        True,
    ),
]


def outputs(layers, leaves, x, dropout):
    """Sums and activations of the last layer; `dropout` gives the factors on a hidden layer's activations."""
    a = x
    for layer, (units, name) in enumerate(layers):
        z = F.linear(a, leaves[f"layers.{layer}.weight"], leaves[f"layers.{layer}.bias"])
        a = activation(name)(z)
        if layer + 1 < len(layers):
            a = a * dropout(layer, units)
    return z, a


def cost(loss, layers, z, a, y, settings):
    if loss == "huber":
        return F.huber_loss(a, y, reduction="none", delta=settings.get("huber_delta", 1.0)).sum(dim=1)
    return cost_of_patterns(loss, layers[-1][1], z, a, y)


def change(optimizer, leaves, settings):
    """What the settings make of a gradient and of the weights that follow."""
    matrices = [value for name, value in leaves.items() if name.endswith("weight")]
    if "clip_norm" in settings:
        torch.nn.utils.clip_grad_norm_(leaves.values(), settings["clip_norm"])
    if "clip_value" in settings:
        torch.nn.utils.clip_grad_value_(leaves.values(), settings["clip_value"])
    if "l1" in settings:
        (settings["l1"] * sum(w.abs().sum() for w in matrices)).backward()  # adds to the gradient
    optimizer.step()
    if "max_norm" in settings:
        with torch.no_grad():
            for w in matrices:
                w.copy_(torch.renorm(w, p=2, dim=0, maxnorm=settings["max_norm"]))


def run(layers, loss, settings, leaves, x, y, pattern_weights):
    """The loss of each step; changes `leaves`."""
    matrices = {name: value for name, value in leaves.items() if name.endswith("weight")}
    biases = {name: value for name, value in leaves.items() if name.endswith("bias")}
    decay = settings.get("weight_decay", 0.0)
    optimizer = torch.optim.SGD(
        [{"params": matrices.values(), "weight_decay": decay}, {"params": biases.values()}], lr=RATE
    )
    losses, step = [], 0
    for _ in range(EPOCHS):
        for first in range(0, PATTERNS, BATCH):
            rows = slice(first, min(first + BATCH, PATTERNS))
            patterns = rows.stop - rows.start

            def dropout(layer, units):
                if "dropout" not in settings:
                    return torch.ones((), dtype=x.dtype)
                return torch.tensor(
                    factors(settings["dropout"], settings["seed"], layer, step, patterns, units), dtype=x.dtype
                )

            z, a = outputs(layers, leaves, x[rows], dropout)
            costs = cost(loss, layers, z, a, y[rows], settings) * pattern_weights[rows]
            losses.append(costs.sum() / pattern_weights[rows].sum())
            optimizer.zero_grad()
            costs.mean().backward()
            change(optimizer, leaves, settings)
            step += 1
    return torch.stack(losses)


def write_case(case, generator):
    name, inputs, layers, loss, settings, weighs = case
    random = lambda *shape: torch.randn(*shape, generator=generator, dtype=torch.float32)
    parameters, fan_in = {}, inputs
    for layer, (units, _) in enumerate(layers):
        parameters[f"layers.{layer}.weight"] = random(units, fan_in) / fan_in**0.5
        parameters[f"layers.{layer}.bias"] = random(units) * 0.1
        fan_in = units
    x = random(PATTERNS, inputs)
    pattern_weights = torch.randint(7, (PATTERNS,), generator=generator) / 4 if weighs else torch.ones(PATTERNS)
    record = {
        "name": name,
        "inputs_count": inputs,
        "layers": [{"units": units, "activation": name} for units, name in layers],
        "loss": loss,
        "patterns": PATTERNS,
        "learning_rate": RATE,
    }
    if weighs:
        record["weights"] = plain(pattern_weights)
    if layers[-1][1] == "softmax":
        labels = torch.randint(fan_in, (PATTERNS,), generator=generator)
        y = F.one_hot(labels, fan_in).to(torch.float32)
        record["labels"] = labels.tolist()
        if "class_weights" in settings:
            pattern_weights = pattern_weights * torch.tensor(settings["class_weights"])[labels]
    else:
        y = 2 * random(PATTERNS, fan_in)
        record["targets"] = plain(y)
    given = settings | {"epochs": EPOCHS, "batch_size": BATCH}
    texts = {key: ",".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in given.items()}
    record |= {"settings": texts, "inputs": plain(x), "parameters": plain(parameters)}
    leaves = {key: value.to(torch.float64).requires_grad_() for key, value in parameters.items()}
    exact = (values.to(torch.float64) for values in (x, y, pattern_weights))
    record["losses"] = plain(run(layers, loss, settings, leaves, *exact))
    record["trained"] = plain(leaves)
    return record


def main():
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(1)
    cases = [write_case(case, generator) for case in CASES]
    document = {"made_by": "tests/reference/write_training_run.py", "torch": torch.__version__.split("+")[0], "cases": cases}
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write(json.dumps(document, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")


if __name__ == "__main__":
    main()
