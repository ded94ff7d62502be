#!/usr/bin/env python3
"""The safetensors package reads our models, and numpy computes the same outputs from what it read.

    python tests/model/read_safetensors.py FOLDER_WITH_EXAMPLES
"""
import json

from expected_outputs import examples, require

numpy, safetensors, safetensors_numpy = require("numpy", "safetensors", "safetensors.numpy")


def softmax(z):
    e = numpy.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


ACTIVATIONS = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + numpy.exp(-z)),
    "tanh": numpy.tanh,
    "relu": lambda z: numpy.maximum(z, 0),
    "softmax": softmax,
}

for path, inputs, outputs, expected in examples(numpy):
    with safetensors.safe_open(f"{path}.safetensors", framework="numpy") as file:
        metadata = file.metadata()
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    description = json.loads(metadata["descent"])
    assert metadata["format"] == "pt"
    assert description["version"] == 2
    assert description["class_names"] == expected["class_names"]
    assert [layer["activation"] for layer in description["network"]["layers"]] == expected["activations"]
    scaling = {key: numpy.array(description["scaling"][key], numpy.float32) for key in ("shift", "scale")}
    assert (scaling["shift"] == numpy.array(expected["shift"], numpy.float32)).all()

    a = (inputs - scaling["shift"]) * scaling["scale"]
    for layer, activation in enumerate(expected["activations"]):
        a = ACTIVATIONS[activation](a @ tensors[f"layers.{layer}.weight"].T + tensors[f"layers.{layer}.bias"])
    assert numpy.allclose(a, outputs, rtol=1e-5, atol=1e-6), (path, a, outputs)

    # A file that the package wrote again is the same model; C++ reads it in the next test.
    safetensors_numpy.save_file(tensors, f"{path}.again.safetensors", metadata)
print("ok")
