#!/usr/bin/env python3
"""onnx finds our exported models sound, and onnxruntime computes the same outputs from the raw inputs.

    python tests/model/run_onnx.py FOLDER_WITH_EXAMPLES
"""
from expected_outputs import examples, require

numpy, onnx, onnxruntime = require("numpy", "onnx", "onnxruntime")

for path, inputs, outputs, _ in examples(numpy):
    onnx.checker.check_model(onnx.load(f"{path}.onnx"), full_check=True)
    session = onnxruntime.InferenceSession(f"{path}.onnx", providers=["CPUExecutionProvider"])
    (computed,) = session.run(["output"], {"input": inputs})
    assert numpy.allclose(computed, outputs, rtol=1e-5, atol=1e-6), (path, computed, outputs)
print("ok")
