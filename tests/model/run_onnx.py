#!/usr/bin/env python3
"""onnx finds our exported models sound, and onnxruntime computes the same outputs from the raw inputs.

    python tests/model/run_onnx.py FOLDER_WITH_EXAMPLES
"""
import pathlib
import sys

from expected_outputs import NAMES, examples, require, tables

numpy, onnx, onnxruntime = require("numpy", "onnx", "onnxruntime")


def outputs_of(path, inputs):
    onnx.checker.check_model(onnx.load(f"{path}.onnx"), full_check=True)
    session = onnxruntime.InferenceSession(f"{path}.onnx", providers=["CPUExecutionProvider"])
    (computed,) = session.run(["output"], inputs)
    return computed


activations = [file.stem for file in pathlib.Path(sys.argv[1]).glob("activation-*.onnx")]
assert len(activations) > 3
for path, inputs, outputs, _ in examples(numpy, NAMES + activations):
    computed = outputs_of(path, {"input": inputs})
    assert numpy.allclose(computed, outputs, rtol=1e-6, atol=1e-6), (path, computed, outputs)

for path, inputs, outputs in tables(numpy):
    computed = outputs_of(path, inputs)
    # of what was learnt of each target: its spread over these patterns
    error = numpy.abs(computed - outputs) / (outputs.max(axis=0) - outputs.min(axis=0))
    assert computed.shape == outputs.shape and error.max() < 1e-6, (path, computed, outputs)
print("ok")
