#!/usr/bin/env python3
"""Writes the seeds of the corpora: fuzz/corpus/NAME/seed_*; run it in this folder: python3 write_seeds.py"""

import gzip
import io
import pathlib

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
