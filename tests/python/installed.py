"""A package that was installed from a wheel trains, on NumPy alone and with a TBB of its own; run by tools/test_wheel.sh."""
import importlib.util
import sys
from pathlib import Path

import descent
import numpy as np

folder = Path(descent.__file__).parent
assert str(folder).startswith(sys.prefix), folder
assert (folder / "py.typed").exists() and (folder / "_core.pyi").exists()
assert list((folder.parent / "descent.libs").glob("libtbb-*")), "no TBB inside"
assert importlib.util.find_spec("sklearn") is None, "this environment is not empty"

X = np.random.default_rng(0).normal(size=(400, 4)).astype(np.float32)
y = (X[:, 0] > 0).astype(int)
one, two = (descent.train(X, y, epochs=50, threads=threads).model for threads in (1, 2))
assert (one.outputs(X) == two.outputs(X)).all()
assert (one.predict(X) == y).mean() > 0.9
one.save("model.safetensors")
assert (descent.load("model.safetensors").outputs(X) == one.outputs(X)).all()
print(f"the wheel of descent {descent.__version__} trains on Python {sys.version.split()[0]}, NumPy {np.__version__}")
