"""What the tests of the package share: the program beside which it is measured, and data."""
import os
import subprocess
import sys
from pathlib import Path

import numpy as np

def with_peers():
    """Makes packages that `benchmarks/peers/run --setup-only` installed importable, behind those that are there."""
    folders = Path.home().glob(f".cache/descent/peers/pytorch/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages")
    sys.path.extend(str(folder) for folder in folders)


PROGRAM = os.environ["DESCENT_PROGRAM"]


def descent(*arguments, cwd):
    """Standard output of `descent ARGUMENTS`."""
    command = [PROGRAM, *(str(argument) for argument in arguments)]
    return subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True).stdout


def moons(patterns=300, seed=0):
    """Two classes in the plane that no line divides, as float32: (X, y)."""
    random = np.random.default_rng(seed)
    y = np.arange(patterns) % 2
    angle = random.uniform(0, np.pi, patterns)
    X = np.stack([np.cos(angle) + y, np.sin(angle) * (1 - 2 * y) + 0.5 * y], axis=1)
    return (X + random.normal(0, 0.1, X.shape)).astype(np.float32), y


def plane(patterns=200, outputs=1, seed=0):
    """Numbers that depend on three inputs linearly, in float64: (X, y)."""
    random = np.random.default_rng(seed)
    X = random.normal(size=(patterns, 3))
    y = X @ random.normal(size=(3, outputs)) + 5
    return X, y[:, 0] if outputs == 1 else y
