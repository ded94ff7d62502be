"""Ctrl-C ends a run at once, and the interpreter goes on."""
import signal
import subprocess
import sys

SCRIPT = """
import descent
import numpy as np

X = np.random.default_rng(0).normal(size=(2000, 20)).astype(np.float32)
y = np.arange(2000) % 2


def say(epoch):
    print("epoch", epoch["epoch"], flush=True)


try:
    descent.train(X, y, epochs=10**9, on_epoch=say, hidden=(64,))
except KeyboardInterrupt:
    run = descent.train(X, y, epochs=2)
    print("interrupted, then", run.reason, flush=True)
"""


def test_an_interrupt_ends_a_run_and_the_next_one_works():
    process = subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "epoch 1\n"
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[0].splitlines()
    assert rest[-1] == "interrupted, then finished"
    assert process.returncode == 0
