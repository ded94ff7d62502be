#!/usr/bin/env python3
"""Writes the seeds of what runs and comparisons leave behind; run it in this folder: python3 write_run_seeds.py"""

import json
import struct

from seeds import seed


def history(rows):
    """The epochs of a run beside its checkpoint."""
    return b"descent-history\n" + b"".join(struct.pack("<11d", *row) for row in rows)


epoch_row = [1, 469, 0.5, 0.875, 0.625, 0.75, 0.001, 1.5, 4e4, float("nan"), float("nan")]
seed("history", "two_epochs", history([epoch_row, [2, 938, 0.25, *epoch_row[3:9], 0.5, 12.0]]))
seed("history", "half_a_row", history([epoch_row])[:-7])
seed("history", "damaged", history([[-1, 1e300, *[float("inf")] * 9]]))
seed("history", "no_history", b"descent-checkpoint\n")


def json_lines(*lines):
    return "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines).encode()


run_line = {"event": "run", "version": "1", "run_id": "0123456789abcdef", "steps_per_epoch": 3, "instruction_set": "avx2",
            "resumed_step": 0}
step_line = {"event": "step", "step": 2, "loss": 0.5}
seed("metrics", "run", json_lines(run_line, step_line, {"event": "notice", "step": 3, "text": "skipped"},
                                  {"event": "epoch", "epoch": 1, "step": 3}, {"event": "done"}))
seed("metrics", "another_run", json_lines({**run_line, "run_id": "f" * 16}, step_line))
seed("metrics", "later", json_lines(run_line, {**step_line, "step": 2**63}, {**step_line, "step": -1}))
seed("metrics", "foreign", b'{"event":"step","step":"2"}\n[1]\n\xff\n{"event":"step"')

plane = {"x": [0, 1], "y": [0, 1], "loss": [[1, 2], [3, None]]}
walk = {"optimizer": "gd", "settings": "defaults", "seed": 1, "step": [0, 9], "x": [0, 1], "y": [1, 0], "loss": [3, 1]}
paths = {"event": "trajectory", "problem": "p", "axes": "principal", "shares": [0.75, 0.25], "patterns": 9,
         "surface": plane, "paths": [walk]}
seed("study_logs", "paths", json_lines(paths))
seed("study_logs", "ragged_path", json_lines({**paths, "paths": [{**walk, "x": [0]}]}))
seed("study_logs", "ragged_surface", json_lines({**paths, "surface": {**plane, "loss": [[1], [2, 3]]}}))
seed("study_logs", "empty_surface", json_lines({**paths, "surface": {"x": [], "y": [], "loss": []}}))
seed("study_logs", "times", json_lines({"trial": "p | gd | defaults | seed 1 | final", "seconds": [0.5, 1]}))
seed("study_logs", "times_of_text", json_lines({"trial": "p", "seconds": ["1"]}))
