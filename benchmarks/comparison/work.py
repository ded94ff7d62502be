"""What the systems beside Descent share: the data, the trials, and the processes that share them.

    work.py SYSTEM PROTOCOL.json WAY PROCESSES THREADS

SYSTEM is a file beside this one with a class `System`:

    System(task, way, threads)
    begin(optimizer, rates, weights)     a stack of so many networks, each with its own rate and start
    epoch(stack, order)                  order: [trials or 1][patterns], rows of task.x; the mean loss of each network
    accuracy(stack, i, x, y)             of network i; x and y are arrays of NumPy that stay the same

It prints one JSON object: every trial's outcome, and the seconds and memory of the processes.
"""
import functools
import gzip
import importlib
import importlib.metadata
import json
import math
import multiprocessing
import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import numpy


def read_idx(path):
    with gzip.open(path) as file:
        content = file.read()
    dimensions = content[3]
    shape = numpy.frombuffer(content, ">u4", dimensions, 4)
    return numpy.frombuffer(content, numpy.uint8, offset=4 + 4 * dimensions).reshape(shape)


class Task:
    """Protocol and data, in float32 as all of these systems keep data that fits in memory."""

    def __init__(self, protocol):
        self.hidden, self.batch, self.epochs = (protocol[name] for name in ("hidden", "batch", "epochs"))
        parts = {}
        for part in ("train", "t10k"):
            images = read_idx(f"{protocol['folder']}/{part}-images-idx3-ubyte.gz")
            labels = read_idx(f"{protocol['folder']}/{part}-labels-idx1-ubyte.gz")
            parts[part] = images.reshape(len(images), -1).astype(numpy.float32) / 255, labels.astype(numpy.int64)
        (self.x, self.y), self.test = parts["train"], parts["t10k"]
        self.inputs, self.classes = self.x.shape[1], int(self.y.max()) + 1

    def weights(self, seed):
        """[(weights [fan_in][fan_out], biases)], by Glorot and Bengio."""
        stream, layers = numpy.random.default_rng((seed, 0)), []
        for fan_in, fan_out in ((self.inputs, self.hidden), (self.hidden, self.classes)):
            reach = math.sqrt(6 / (fan_in + fan_out))
            layers.append((stream.uniform(-reach, reach, (fan_in, fan_out)).astype(numpy.float32),
                           numpy.zeros(fan_out, numpy.float32)))
        return layers

    @functools.lru_cache(maxsize=8)
    def split(self, seed):
        """Rows to train on, and inputs and classes of those held out: a tenth of each class."""
        stream, held_out = numpy.random.default_rng((seed, 1)), numpy.zeros(len(self.y), bool)
        for label in range(self.classes):
            rows = numpy.flatnonzero(self.y == label)
            held_out[stream.permutation(rows)[:len(rows) // 10]] = True
        return numpy.flatnonzero(~held_out), (self.x[held_out], self.y[held_out])


def train(system, task, optimizer, trials):
    """The outcome of each trial, a pair of rate and seed; all are trained side by side."""
    seeds = [seed for _, seed in trials]
    stack = system.begin(optimizer, [rate for rate, _ in trials], [task.weights(seed) for seed in seeds])
    orders = seeds[:1] if len(set(seeds)) == 1 else seeds
    streams = [numpy.random.default_rng((seed, 2)) for seed in orders]
    finite = [True] * len(trials)
    for _ in range(task.epochs):
        losses = system.epoch(stack, numpy.stack([stream.permutation(task.split(seed)[0])
                                                  for seed, stream in zip(orders, streams)]))
        finite = [before and math.isfinite(loss) for before, loss in zip(finite, losses)]
        validation = [system.accuracy(stack, i, *task.split(seed)[1]) for i, seed in enumerate(seeds)]
        if not any(finite):
            break
    return [{"optimizer": optimizer, "rate": rate, "seed": seed, "finished": finite[i], "validation_accuracy": validation[i],
             "test_accuracy": system.accuracy(stack, i, *task.test)} for i, (rate, seed) in enumerate(trials)]


def prepare(name, protocol, way, threads, cores):
    """What each process does first: takes its cores, and makes its system."""
    global mine
    own = cores.get()
    os.sched_setaffinity(0, own)
    task = Task(protocol)
    mine = (importlib.import_module(name).System(task, way, threads), task)


def run_unit(unit):
    start = time.perf_counter()
    outcomes = train(*mine, *unit)
    return {"outcomes": outcomes, "process": os.getpid(), "seconds": time.perf_counter() - start,
            "memory": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}


def units_of(optimizer, trials, together):
    """The trials in groups of nearly equal size."""
    groups = math.ceil(len(trials) / together)
    return [(optimizer, trials[i * len(trials) // groups:(i + 1) * len(trials) // groups]) for i in range(groups)]


def contest(protocol, pool, together):
    """Tuning with the first seed, then the others at the best rate: what `descent compare` does."""
    rates, seeds = protocol["rates"], range(2, 2 + protocol["seeds"])
    units = [unit for name in rates for unit in units_of(name, [(rate, 1) for rate in rates[name]], together)]
    tuning = list(pool.map(run_unit, units))
    best = {}
    for outcome in (one for result in tuning for one in result["outcomes"]):
        figure = outcome["validation_accuracy"] if outcome["finished"] else -1
        if figure > best.get(outcome["optimizer"], (-2,))[0]:
            best[outcome["optimizer"]] = (figure, outcome["rate"])
    units = [unit for name in rates for unit in units_of(name, [(best[name][1], seed) for seed in seeds], together)]
    return tuning, list(pool.map(run_unit, units))


def main():
    name, path, way, processes, threads = *sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])
    with open(path) as file:
        protocol = json.load(file)
    kind, _, together = way.partition(":")
    for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = str(threads)
    context = multiprocessing.get_context("spawn")
    cores, free = context.Queue(), sorted(os.sched_getaffinity(0))
    for i in range(processes):
        cores.put(free[i * threads:(i + 1) * threads])
    with ProcessPoolExecutor(processes, context, prepare, (name, protocol, kind, threads, cores)) as pool:
        tuning, final = contest(protocol, pool, int(together))
    memory, training = {}, {}
    for result in tuning + final:
        memory[result["process"]] = max(memory.get(result["process"], 0), result["memory"])
        training[result["process"]] = training.get(result["process"], 0) + result["seconds"]
    own = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"version": importlib.metadata.version(name.removesuffix("_system")), "memory": own + sum(memory.values()),
                      "training_seconds": max(training.values()),
                      "tune": [one for result in tuning for one in result["outcomes"]],
                      "final": [one for result in final for one in result["outcomes"]]}))


if __name__ == "__main__":
    main()
