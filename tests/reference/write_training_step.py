#!/usr/bin/env python3
"""Writes training_step.json: whole training steps as PyTorch computes them, for the tests of the engine.

    python tests/reference/write_training_step.py tests/reference/training_step.json

Needs torch (any version with float64 on CPU). The file is checked in; run this only to add a case.

Every case holds a network, its initial parameters, a batch, and what one step of gradient descent makes of them:
  inputs       [patterns][inputs]             targets  [patterns][outputs]   (labels too, where there are classes)
  parameters   name -> values, row after row; weights [fan_out][fan_in] as in torch.nn.Linear
  float64      sums, activations, deltas: one [patterns][units] list a layer; loss, gradients, updated
  float32      loss, gradients, updated
The cost is the mean over the patterns of the cost of a pattern (mse: sum_i 1/2 (y_i - a_i)^2; huber, mae: the sum over
the outputs), times the weight of the pattern's class where the case has class_weights. deltas are d(cost of the
pattern)/dz: the gradient of a weight is the mean over the patterns of delta times input. Initial values are float32
numbers in both precisions.
"""
import json
import pathlib
import re
import sys

import torch
import torch.nn.functional as F

SOURCE = pathlib.Path(__file__).parent.parent.parent


def listed(header):
    """The names in a list of include/descent, as users type them."""
    text = (SOURCE / "include/descent" / header).read_text()
    return [name.replace("_", "-") for name in re.findall(r"\bX\((\w+), \w+, \d", text)]


def activation(name):
    """PyTorch's function of that name."""
    if name == "identity":
        return lambda z: z
    if name == "softmax":
        return lambda z: F.softmax(z, dim=1)
    return getattr(F, name.replace("-", "_"))


def loss_on_outputs(name):
    """PyTorch's function of that name, of each output."""
    if name == "mse":  # half of PyTorch's, as in "Derivation of Backpropagation"
        return lambda a, y: 0.5 * (y - a) ** 2
    function = getattr(F, {"mae": "l1"}.get(name, name.replace("-", "_")) + "_loss")
    return lambda a, y: function(a, y, reduction="none")


# name, inputs, layers, loss, patterns, learning rate, kind of targets
CASES = [
    ("sigmoid, mse", 4, [(5, "sigmoid"), (3, "sigmoid")], "mse", 6, 0.5, "values"),
    ("tanh and identity, mse", 5, [(7, "tanh"), (2, "identity")], "mse", 5, 0.1, "values"),
    ("relu and softmax, cross-entropy", 6, [(8, "relu"), (9, "relu"), (4, "softmax")], "cross-entropy", 7, 0.1, "labels"),
    ("tanh and sigmoid, cross-entropy", 3, [(6, "tanh"), (2, "sigmoid")], "cross-entropy", 5, 0.2, "bits"),
    ("sigmoid and softmax, mse", 4, [(6, "sigmoid"), (3, "softmax")], "mse", 5, 0.3, "labels"),
    ("one linear unit, one pattern", 9, [(1, "identity")], "mse", 1, 0.05, "values"),
    ("odd widths, deep", 20, [(17, "sigmoid"), (16, "tanh"), (5, "softmax")], "cross-entropy", 19, 0.1, "labels"),
    ("class weights", 4, [(6, "relu"), (3, "softmax")], "cross-entropy", 8, 0.1, "labels"),
]
# of everything in the lists one
CASES += [
    (f"{name} twice", 5, [(9, name), (6, name), (3, "identity")], "mse", 7, 0.1, "wide values")
    for name in listed("activations.h")
    if name != "softmax"
]
CASES += [
    (f"{name} outputs", 5, [(7, "tanh"), (3, name)], "mse", 6, 0.1, "wide values")
    for name in listed("activations.h")
    if name != "softmax"
]
CASES += [
    (f"{name} on identity", 5, [(7, "tanh"), (3, "identity")], name, 9, 0.1, "wide values")
    for name in listed("losses.h")
    if name != "cross-entropy"
]
CLASS_WEIGHTS = {"class weights": [1.0, 0.5, 2.0]}


def cost_of_patterns(loss, output_activation, z, a, y):
    """[patterns]: the cost of each pattern."""
    if loss != "cross-entropy":
        return loss_on_outputs(loss)(a, y).sum(dim=1)
    if output_activation == "softmax":
        return -(y * F.log_softmax(z, dim=1)).sum(dim=1)
    return F.binary_cross_entropy_with_logits(z, y, reduction="none").sum(dim=1)


def step(case, parameters, x, y, pattern_weights, dtype):
    """One step in that precision: everything on its way, as tensors."""
    _, _, layers, loss, patterns, rate, _ = case
    leaves = {name: value.to(dtype).requires_grad_() for name, value in parameters.items()}
    a, sums, activations = x.to(dtype), [], []
    for layer, (_, name) in enumerate(layers):
        z = F.linear(a, leaves[f"layers.{layer}.weight"], leaves[f"layers.{layer}.bias"])
        z.retain_grad()
        a = activation(name)(z)
        sums.append(z)
        activations.append(a)
    costs = cost_of_patterns(loss, layers[-1][1], sums[-1], a, y.to(dtype)) * pattern_weights.to(dtype)
    mean = costs.mean()
    mean.backward()
    with torch.no_grad():
        updated = {name: value - rate * value.grad for name, value in leaves.items()}
    return {
        "sums": sums,
        "activations": activations,
        "deltas": [z.grad * patterns for z in sums],
        "loss": mean,
        "gradients": {name: value.grad for name, value in leaves.items()},
        "updated": updated,
    }


def plain(value, digits=17):
    """Tensors as flat lists of numbers; 17 digits read back to the same bits, also in double."""
    if isinstance(value, dict):
        return {name: plain(part, digits) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(part, digits) for part in value]
    numbers = [float(f"%.{digits}g" % number) for number in value.detach().flatten().tolist()]
    return numbers if value.dim() else numbers[0]


def write_case(case, generator):
    name, inputs, layers, loss, patterns, rate, kind = case
    random = lambda *shape: torch.randn(*shape, generator=generator, dtype=torch.float32)
    parameters, fan_in = {}, inputs
    for layer, (units, _) in enumerate(layers):
        parameters[f"layers.{layer}.weight"] = random(units, fan_in) / fan_in**0.5
        parameters[f"layers.{layer}.bias"] = random(units) * 0.1
        fan_in = units
    x = random(patterns, inputs)
    record = {
        "name": name,
        "inputs_count": inputs,
        "layers": [{"units": units, "activation": name} for units, name in layers],
        "loss": loss,
        "patterns": patterns,
        "learning_rate": rate,
    }
    pattern_weights = torch.ones(patterns)
    if kind == "labels":
        labels = torch.randint(fan_in, (patterns,), generator=generator)
        y = F.one_hot(labels, fan_in).to(torch.float32)
        record["labels"] = labels.tolist()
        if name in CLASS_WEIGHTS:
            record["class_weights"] = CLASS_WEIGHTS[name]
            pattern_weights = torch.tensor(CLASS_WEIGHTS[name])[labels]
    elif kind == "bits":
        y = torch.randint(2, (patterns, fan_in), generator=generator).to(torch.float32)
    elif kind == "wide values":
        y = 3 * random(patterns, fan_in)
    else:
        y = torch.rand(patterns, fan_in, generator=generator)
    record |= {"inputs": plain(x), "targets": plain(y), "parameters": plain(parameters)}
    record["float64"] = plain(step(case, parameters, x, y, pattern_weights, torch.float64))
    single = step(case, parameters, x, y, pattern_weights, torch.float32)
    record["float32"] = plain({key: single[key] for key in ("loss", "gradients", "updated")}, digits=9)
    return record


def main():
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(1)
    cases = [write_case(case, generator) for case in CASES]
    document = {"made_by": "tests/reference/write_training_step.py", "torch": torch.__version__.split("+")[0], "cases": cases}
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write(json.dumps(document, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")


if __name__ == "__main__":
    main()
