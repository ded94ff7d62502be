"""What the peers written in Python share: the work, read from files, and the conversation with `run`.

The conversation, over standard input and output, one line each way:
    the peer:  {"ready": true, "version": ..., "note": ..., "losses": [mean loss of the first steps]}
    run:       run SECONDS
    the peer:  {"patterns": trained, "seconds": taken}
until standard input ends.
"""
import json
import os
import sys
import time

import numpy

FOLDER, OPTIMIZER, THREADS = sys.argv[1], sys.argv[2], int(sys.argv[3])
CALIBRATION_SECONDS = 0.3
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what libraries print is no answer


class Workload:
    """One workload with its data in float32, as all of these systems keep data that fits in memory."""

    def __init__(self):
        with open(os.path.join(FOLDER, "workload.json")) as file:
            about = json.load(file)
        self.inputs = about["inputs"]
        self.units = [layer["units"] for layer in about["layers"]]
        self.hidden = about["layers"][0]["activation"]
        self.output = about["layers"][-1]["activation"]
        self.classes = about["classes"]
        self.batch = about["batch"]
        self.full_batch = about["batch"] == about["patterns"]
        self.learning_rate = about["learning_rates"][OPTIMIZER]
        self.curve_steps = about["curve_steps"]
        self.chunk_steps = about["chunk_steps"]
        raw = self._read("inputs.bin", numpy.uint8 if about["bytes"] else numpy.float32)
        self.x = raw.reshape(about["patterns"], self.inputs).astype(numpy.float32)
        if about["bytes"]:
            self.x /= 255
        if self.classes:
            self.y = self._read("targets.bin", numpy.uint32).astype(numpy.int64)
        else:
            self.y = self._read("targets.bin", numpy.float32).reshape(about["patterns"], self.units[-1])
        # [steps][batch] rows of x; a full batch has one row of them, in file order
        self.order = self._read("order.bin", numpy.uint32).astype(numpy.int64).reshape(-1, self.batch)

    def weights(self):
        """[(weights [fan_in][fan_out], biases)], freshly read."""
        numbers = self._read("weights.bin", numpy.float32)
        layers, at, fan_in = [], 0, self.inputs
        for units in self.units:
            weight = numbers[at:at + fan_in * units].reshape(fan_in, units).copy()
            at += fan_in * units
            layers.append((weight, numbers[at:at + units].copy()))
            at += units
            fan_in = units
        return layers

    def steps_of_chunk(self):
        return self.order if self.full_batch else self.order[:self.chunk_steps]

    @staticmethod
    def _read(name, kind):
        return numpy.fromfile(os.path.join(FOLDER, name), dtype=kind)


def say(answer):
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def seconds_of(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def fastest(variants):
    """The name and the function that needs least time; `variants`: {name: function without arguments}. One that fails is
    left out."""
    times = {}
    for name, work in variants.items():
        try:
            work()  # compiles, touches memory
            runs, spent = [], 0.0
            while spent < CALIBRATION_SECONDS or len(runs) < 2:
                runs.append(seconds_of(work))
                spent += runs[-1]
            times[name] = sorted(runs)[len(runs) // 2]
        except Exception as error:  # a variant that this version lacks
            print(f"{name}: {error}", file=sys.stderr)
    best = min(times, key=times.get)
    return best, variants[best]


def serve(version, note, losses, chunk, patterns):
    """`chunk()` trains on `patterns` patterns."""
    say({"ready": True, "version": version, "note": note, "losses": [float(loss) for loss in losses]})
    for line in sys.stdin:
        seconds = float(line.split()[1])
        spent, trained = 0.0, 0
        while spent < seconds:
            spent += seconds_of(chunk)
            trained += patterns
        say({"patterns": trained, "seconds": spent})
