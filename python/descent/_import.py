"""Networks of other programs as models, which predict and go on training."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from . import _core
from ._arrays import Array
from ._model import Model

IDENTITY = "identity"
# Modules of torch without settings that matter, by their names.
OF_TORCH = {"Identity": IDENTITY, "Sigmoid": "sigmoid", "Tanh": "tanh", "ReLU": "relu", "LeakyReLU": "leaky-relu", "ELU": "elu",
            "SELU": "selu", "Softplus": "softplus", "SiLU": "silu", "GELU": "gelu", "Softmax": "softmax"}
# Settings of these modules with the values that Descent's formulas have.
USUAL: dict[str, dict[str, Any]] = {"LeakyReLU": {"negative_slope": 0.01}, "ELU": {"alpha": 1.0}, "Softplus": {"beta": 1.0}, "GELU": {"approximate": "none"},
         "Softmax": {"dim": (-1, 1)}}
PASSED_OVER = {"Identity", "Dropout", "AlphaDropout", "Flatten"}
OF_SCIKIT = {"identity": IDENTITY, "logistic": "sigmoid", "tanh": "tanh", "relu": "relu", "softmax": "softmax"}


@dataclass
class Network:
    """Layers as they are found, weights [units, inputs]."""

    weights: list[Array] = field(default_factory=list)
    biases: list[Array] = field(default_factory=list)
    activations: list[str] = field(default_factory=list)
    shift: Array | None = None
    scale: Array | None = None
    class_names: list[str] = field(default_factory=list)

    def add(self, weights: Array, biases: Array) -> None:
        self.weights.append(weights)
        self.biases.append(biases)
        self.activations.append(IDENTITY)


def import_model(source: Any, *, activation: str | None = None, output_activation: str | None = None, loss: str | None = None,
                 class_names: Sequence[Any] | None = None) -> Model:
    """A network of another program as a model: `model.predict`, and `descent.train(X, y, start=model)` goes on with it.

    source: a torch.nn.Sequential of Linear and activations; a fitted MLPClassifier or MLPRegressor of scikit-learn, or a
        pipeline of a StandardScaler and one; or a file, as `descent import` takes it: ONNX (.onnx), tensors of PyTorch (.safetensors).
    activation: of the hidden layers of a file of tensors, which does not say it.
    output_activation: of such a file; or "softmax" or "sigmoid" for a network that ends in sums, as PyTorch's losses want it.
    loss: what training goes on with; cross-entropy after softmax and sigmoid, else mse, where nothing is given.
    class_names: in the order of the outputs; 0, 1, ... after softmax where nothing is given.

    Raises UsageError or InputError for what is no chain of layers that Descent has.
    """
    names = [str(name) for name in class_names or ()]
    if isinstance(source, (str, os.PathLike)):
        return Model(_core.import_file(os.fspath(source), activation or "", output_activation or "", loss or "", names))
    if activation is not None:
        raise _core.UsageError("activation: has no meaning for this network, which says what follows each layer")
    network, what = network_of(source)
    if names and network.class_names:
        raise _core.UsageError(f"class_names: {what} has names of its own, {', '.join(network.class_names)}")
    layers = [(as_floats(weights), as_floats(biases), one)
              for weights, biases, one in zip(network.weights, network.biases, network.activations)]
    scaling = None if network.shift is None else (list(network.shift), list(network.scale))  # type: ignore[arg-type]
    return Model(_core.import_layers(what, layers, scaling, output_activation or "", loss or "", names or network.class_names))


def as_floats(numbers: Array) -> npt.NDArray[np.float32]:
    return np.ascontiguousarray(numbers, np.float32)


def network_of(source: Any) -> tuple[Network, str]:
    kind = type(source).__name__
    if kind == "Pipeline":
        *before, last = (step for _, step in source.steps)
        network = of_scikit(last)
        if [type(step).__name__ for step in before] != ["StandardScaler"]:
            raise _core.UsageError("source: a pipeline of other steps than a StandardScaler and a network")
        inputs = network.weights[0].shape[1]
        network.shift = before[0].mean_ if before[0].mean_ is not None else np.zeros(inputs)
        network.scale = 1 / before[0].scale_ if before[0].scale_ is not None else np.ones(inputs)
        return network, kind
    if kind in ("MLPClassifier", "MLPRegressor"):
        return of_scikit(source), kind
    if hasattr(source, "children") and hasattr(source, "state_dict"):
        network = Network()
        for module in leaves(source):
            take(module, network)
        return network, kind
    raise _core.UsageError(f"source: a {kind}, expected a torch.nn.Sequential, an MLPClassifier, an MLPRegressor or a file")


def leaves(module: Any) -> Iterator[Any]:
    """The modules of a Sequential, also of those inside it. Others may call their parts in any order."""
    if type(module).__name__ != "Sequential":
        yield module
        return
    for child in module.children():
        yield from leaves(child)


def take(module: Any, network: Network) -> None:
    kind = type(module).__name__
    if kind == "Linear":
        bias = module.bias
        weights = module.weight.detach().cpu().numpy()
        network.add(weights, np.zeros(len(weights)) if bias is None else bias.detach().cpu().numpy())
        return
    if kind in PASSED_OVER:
        return
    if kind not in OF_TORCH:
        raise _core.UsageError(f"source: a module {kind}, expected Linear, {', '.join(sorted(OF_TORCH.keys() | PASSED_OVER))}")
    for setting, usual in USUAL.get(kind, {}).items():
        found = getattr(module, setting)
        if found != usual and not (isinstance(usual, tuple) and found in usual):
            raise _core.UsageError(f"source: {kind} with {setting} {found}, expected {usual}")
    if not network.activations or network.activations[-1] != IDENTITY:
        raise _core.UsageError(f"source: {kind} without a Linear before it")
    network.activations[-1] = OF_TORCH[kind]


def of_scikit(mlp: Any) -> Network:
    if not hasattr(mlp, "coefs_"):
        raise _core.UsageError(f"source: a {type(mlp).__name__} that is not fitted")
    if mlp.out_activation_ not in OF_SCIKIT:
        raise _core.UsageError(f"source: a {type(mlp).__name__} with output activation {mlp.out_activation_}, expected "
                               f"{', '.join(OF_SCIKIT)}")
    network = Network()
    for weights, biases in zip(mlp.coefs_, mlp.intercepts_):
        network.add(weights.T, biases)
        network.activations[-1] = OF_SCIKIT[mlp.activation]
    network.activations[-1] = OF_SCIKIT[mlp.out_activation_]
    if not hasattr(mlp, "classes_"):
        return network
    is_multilabel = mlp._label_binarizer.y_type_.startswith("multilabel")
    if not is_multilabel:
        network.class_names = [str(name) for name in mlp.classes_]
        if len(network.weights[-1]) == 1:  # the sigmoid of z is the softmax of 0 and z
            network.weights[-1] = np.concatenate([np.zeros_like(network.weights[-1]), network.weights[-1]])
            network.biases[-1] = np.concatenate([np.zeros(1), network.biases[-1]])
            network.activations[-1] = "softmax"
    return network
