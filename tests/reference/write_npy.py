#!/usr/bin/env python3
"""Writes tests/reference/npy/*.npy, as NumPy itself makes them; run it in this folder: python3 write_npy.py"""

import pathlib

import numpy as np

folder = pathlib.Path(__file__).parent / "npy"
folder.mkdir(exist_ok=True)
grid = np.arange(6).reshape(2, 3)

for name in ["u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "f4", "f8"]:
    np.save(folder / f"{name}.npy", grid.astype("<" + name))
for name in ["u2", "u4", "u8", "i2", "i4", "i8", "f2", "f8"]:
    np.save(folder / f"big_endian_{name}.npy", grid.astype(">" + name))
np.save(folder / "b1.npy", grid % 2 == 1)
np.save(folder / "half_range.npy", np.array([[1, -2, 65504, 2**-24, -(2**-14), 1 / 3]], dtype="<f2"))
np.save(folder / "fortran_cube.npy", np.asfortranarray(np.arange(24, dtype=">i2").reshape(2, 3, 4)))
np.save(folder / "longdouble.npy", grid.astype("longdouble"))
np.savez(folder / "stored.npz", X=grid.astype("<f4"), y=np.array([3, 1], dtype="<i8"))
np.savez_compressed(folder / "deflated.npz", X=grid.astype("<f4"), y=np.array([3, 1], dtype="<i8"))
np.savez(folder / "one.npz", grid)
np.save(folder / "images.npy", np.arange(24, dtype="u1").reshape(2, 3, 4))
np.save(folder / "labels.npy", np.array([3, 0], dtype="<i8"))
np.save(folder / "values.npy", np.array([[0.5, -1], [2, 1e-30]], dtype="<f8"))
np.save(folder / "big_endian.npy", grid.astype(">f4"))
np.save(folder / "fortran.npy", np.asfortranarray(grid.astype("<f4")))
np.save(folder / "half.npy", grid.astype("<f2"))
np.save(folder / "structured.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
np.save(folder / "scalar.npy", np.float32(1))
np.save(folder / "objects.npy", np.array([{}], dtype=object), allow_pickle=True)
words = np.array(["rose", "tulip", "größe 🌷", "rose"])
np.save(folder / "texts.npy", words)
np.save(folder / "texts_big_endian.npy", words.astype(">U8").reshape(4, 1))
np.save(folder / "texts_bytes.npy", np.char.encode(words, "utf-8"))
np.save(folder / "texts_latin_1.npy", np.array([b"a", b"\xf6"]))
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(folder / f"version_{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, grid.astype("<f4"), version)
