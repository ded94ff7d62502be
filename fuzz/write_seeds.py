#!/usr/bin/env python3
"""Writes the seeds of the corpora: fuzz/corpus/NAME/seed_*; run it in this folder: python3 write_seeds.py"""

import gzip
import io
import json
import pathlib
import struct

import numpy as np

corpus = pathlib.Path(__file__).parent / "corpus"


def seed(entry, name, content):
    (corpus / entry).mkdir(parents=True, exist_ok=True)
    (corpus / entry / f"seed_{name}").write_bytes(content)


def npy(array, version=(1, 0)):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version)
    return file.getvalue()


def packed(content):
    return gzip.compress(content, 9, mtime=0)


images = bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3]) + bytes(range(12))
labels = bytes([0, 0, 8, 1, 0, 0, 0, 3, 2, 0, 1])
seed("idx", "images", images)
seed("idx", "labels", labels)
seed("idx", "too_large", bytes([0, 0, 8, 2]) + b"\xff" * 8 + b"x")

seed("gzip", "images", packed(images))
seed("gzip", "text", packed(b"a,y\n1,2\n"))
seed("gzip", "two_members", packed(b"a,y\n") + packed(b"1,2\n"))
seed("gzip", "truncated", packed(images)[:-5])
seed("gzip", "trailing", packed(images) + b"more")
seed("gzip", "bomb", packed(b"0" * (1 << 21)))

seed("csv", "values", b"a,y,z\n1,2,3\n-4.5e-3,+1,1e-50\n")
seed("csv", "classes", b"a,y\r\n1,cat\r\n2,dog\r\n")
seed("csv", "quotes", b'\xef\xbb\xbf"a ""b""",y\n"1","x,\ny"\n\n')
seed("csv", "wrong", b"a,y\n1,2,3\nnan,1e99\n")
seed("csv", "numbers", b"a,y\n1e-400,7\n16777217.000000001,7\n")

grid = np.arange(6).reshape(2, 3)
for name in ["u1", "f4", "f8", "i4", "i8"]:
    seed("npy", name, npy(grid.astype("<" + name)))
seed("npy", "version_2", npy(grid.astype("<f4"), (2, 0)))
seed("npy", "version_3", npy(grid.astype("<f4"), (3, 0)))
seed("npy", "labels", npy(np.array([3, 0], dtype="<i8")))
seed("npy", "nan", npy(np.array([np.nan], dtype="<f8")))
seed("npy", "fortran", npy(np.asfortranarray(grid.astype("<f4"))))

seed("json", "event", b'{"event": "epoch", "a": [1, 2.5e-3, null, true], "n": {"a": -7}}')
seed("json", "text", '{"a": "\\u00e9\\n\\ud83d\\ude00 ü"}'.encode())
seed("json", "deep", b"[" * 100)
seed("json", "twice", b'{"a": 1, "a": 2}')
seed("json", "large", b'{"a": 18446744073709551615, "b": 1e999}')


def model(change=lambda header, description: None, data=b"\0\0\x80?" * 4):
    """A 1-2 network with its four numbers, after `change`."""
    header = {
        "layers.0.weight": {"dtype": "F32", "shape": [2, 1], "data_offsets": [0, 8]},
        "layers.0.bias": {"dtype": "F32", "shape": [2], "data_offsets": [8, 16]},
    }
    description = {
        "version": 1,
        "network": {"inputs": 1, "layers": [{"units": 2, "activation": "softmax"}]},
        "loss": "cross-entropy",
        "scaling": {"shift": [0.5], "scale": [2]},
        "class_names": ["a", "b"],
        "input_names": ["x"],
        "target_names": ["y"],
    }
    change(header, description)
    metadata = {"format": "pt", "descent": json.dumps(description)}
    text = json.dumps({"__metadata__": metadata, **header}).encode()
    return struct.pack("<Q", len(text)) + text + data


seed("model", "sound", model())
seed("model", "newer", model(lambda h, d: d.update(version=2)))
seed("model", "huge", model(lambda h, d: d["network"].update(inputs=2**31)))
seed("model", "overlap", model(lambda h, d: h["layers.0.bias"].update(data_offsets=[4, 12])))
seed("model", "nan", model(data=b"\xff" * 16))
seed("model", "short", model()[:-1])
seed("model", "length", b"\xff" * 8 + b"{}")
