#!/usr/bin/env python3
"""Writes tests/reference/npy/*.npy, as NumPy itself makes them; run it in this folder: python3 write_npy.py"""

import pathlib

import numpy as np

folder = pathlib.Path(__file__).parent / "npy"
folder.mkdir(exist_ok=True)
grid = np.arange(6).reshape(2, 3)

for name in ["u1", "f4", "f8", "i4", "i8"]:
    np.save(folder / f"{name}.npy", grid.astype("<" + name))
np.save(folder / "images.npy", np.arange(24, dtype="u1").reshape(2, 3, 4))
np.save(folder / "labels.npy", np.array([3, 0], dtype="<i8"))
np.save(folder / "values.npy", np.array([[0.5, -1], [2, 1e-30]], dtype="<f8"))
np.save(folder / "big_endian.npy", grid.astype(">f4"))
np.save(folder / "fortran.npy", np.asfortranarray(grid.astype("<f4")))
np.save(folder / "half.npy", grid.astype("<f2"))
np.save(folder / "structured.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
np.save(folder / "scalar.npy", np.float32(1))
np.save(folder / "objects.npy", np.array([{}], dtype=object), allow_pickle=True)
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(folder / f"version_{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, grid.astype("<f4"), version)
