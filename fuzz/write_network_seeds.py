#!/usr/bin/env python3
"""Writes the seeds of the readers of other programs' networks; run it in this folder: python3 write_network_seeds.py"""

import json
import struct

import numpy as np

from seeds import seed


def varint(value):
    parts = []
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])


def field(number, value):
    """A field of Protocol Buffers: a whole number, a float, or bytes."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def tensor(name, array, **changes):
    kind = {"float32": 1, "float64": 11, "float16": 10}[array.dtype.name]
    parts = {"dims": b"".join(field(1, size) for size in array.shape), "type": field(2, kind), "name": field(8, name),
             "raw": field(9, array.tobytes()), **changes}
    return field(5, b"".join(parts.values()))


def node(operation, inputs, output, *attributes):
    texts = [field(1, name) for name in inputs] + [field(2, output), field(4, operation)]
    return field(1, b"".join(texts) + b"".join(field(5, field(1, name) + field(2 if isinstance(value, float) else 3, value))
                                              for name, value in attributes))


def onnx(*parts, metadata=b""):
    graph = b"".join(parts) + field(11, field(1, "x")) + field(12, field(1, "y"))
    return field(1, 7) + field(7, graph) + field(8, field(2, 13)) + metadata


w, b = np.array([[1, 2, 3], [4, 5, 6]], np.float32), np.array([0.5, -1, 0], np.float32)
sums = [node("MatMul", ["x", "w"], "p"), node("Add", ["p", "b"], "z")]
seed("onnx", "matmul", onnx(*sums, node("Relu", ["z"], "y"), tensor("w", w), tensor("b", b)))
seed("onnx", "gemm", onnx(node("Gemm", ["x", "w", "b"], "y", ("transB", 1), ("alpha", 1.0)), tensor("w", w.T.copy()), tensor("b", b)))
seed("onnx", "half", onnx(node("Gemm", ["x", "w"], "y"), tensor("w", w.astype(np.float16))))
seed("onnx", "floats", onnx(node("MatMul", ["x", "w"], "y"), tensor("w", w, raw=b"".join(field(4, float(x)) for x in w.ravel()))))
seed("onnx", "packed", onnx(node("MatMul", ["x", "w"], "y"), tensor("w", w, raw=field(4, w.tobytes()))))
seed("onnx", "scaling", onnx(node("Sub", ["x", "m"], "c"), node("Div", ["c", "m"], "n"), node("MatMul", ["n", "w"], "z"),
                             node("Softmax", ["z"], "y"), tensor("w", w), tensor("m", np.array([2, 4], np.float32))))
seed("onnx", "silu", onnx(*sums, node("Sigmoid", ["z"], "s"), node("Mul", ["s", "z"], "y"), tensor("w", w), tensor("b", b)))
seed("onnx", "circle", onnx(node("Identity", ["y"], "y")))
seed("onnx", "huge", onnx(node("MatMul", ["x", "w"], "y"), tensor("w", w, dims=field(1, 2**62) + field(1, 2**62))))
seed("onnx", "zero", onnx(node("MatMul", ["x", "w"], "y"), tensor("w", w, dims=field(1, 0) + field(1, 2**62), raw=b"")))
seed("onnx", "nan", onnx(node("MatMul", ["x", "w"], "y"), tensor("w", w * np.nan)))
seed("onnx", "elsewhere", onnx(node("MatMul", ["x", "w"], "y"), tensor("w", w, raw=field(14, 1))))
seed("onnx", "described", onnx(tensor("layers.0.weight", w), metadata=field(14, field(1, "descent") + field(2, "{}"))))
seed("onnx", "cut", onnx(*sums, tensor("w", w))[:-9])


def tensors(**arrays):
    """A safetensors file."""
    header, data = {}, b""
    for name, array in arrays.items():
        kind = {"float32": "F32", "float64": "F64", "int64": "I64"}[array.dtype.name]
        header[name.replace("_", ".")] = {"dtype": kind, "shape": array.shape, "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


seed("state_dict", "two", tensors(**{"0_weight": w.T.copy(), "0_bias": b, "10_weight": w, "10_bias": b[:2]}))
seed("state_dict", "double", tensors(fc_weight=w.astype(np.float64)))
seed("state_dict", "whole", tensors(fc_weight=w.astype(np.int64)))
seed("state_dict", "bias_alone", tensors(fc_bias=b))
seed("state_dict", "vector", tensors(fc_weight=b))
seed("state_dict", "empty", tensors(fc_weight=np.zeros((0, 3), np.float32)))
seed("state_dict", "none", tensors())
seed("state_dict", "other", tensors(running_mean=b))
