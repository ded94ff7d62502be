#!/usr/bin/env python3
"""Writes trajectory.json here: AdaBelief in NumPy, straight from the paper, for `check-optimizer --trajectory`."""
import json
import pathlib

import numpy as np

random = np.random.RandomState(1)
shape = [3, 2]
gradients = np.round(random.normal(0, 1, (100, 8)), 6)
w = start = np.round(random.normal(0, 1, 8), 6)
m = s = np.zeros(8)
kept = {}
for t, g in enumerate(gradients, start=1):
    m = 0.9 * m + 0.1 * g
    s = 0.999 * s + 0.001 * (g - m)**2 + 1e-8
    w = w - 0.001 * (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)
    if t in (1, 2, 3, 10, 100):
        kept[str(t)] = w.tolist()
document = {"shape": shape, "start": start.tolist(), "gradients": gradients.tolist(), "weights": kept}
pathlib.Path("trajectory.json").write_text(json.dumps(document) + "\n")
