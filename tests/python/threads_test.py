"""How many threads a run uses, and that others run meanwhile."""
import os
import subprocess
import sys
import threading

import descent
import pytest
from program import moons


@pytest.mark.parametrize("variable, asked, expected", [
    (None, None, 0), ("2", None, 2), ("3,1", None, 3), ("2", 1, 1), ("", None, 0), ("many", None, 0),
])
def test_the_argument_comes_first_then_the_variable_that_joblib_sets(monkeypatch, variable, asked, expected):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    if variable is not None:
        monkeypatch.setenv("OMP_NUM_THREADS", variable)
    assert descent._threads.thread_count(asked) == expected


def test_other_threads_of_python_run_while_one_trains():
    X, y = moons(2000)
    turns = []
    done = threading.Event()

    def count():
        while not done.is_set():
            turns.append(None)
    other = threading.Thread(target=count)
    other.start()
    before = len(turns)
    descent.train(X, y, epochs=200, hidden=(64,))
    during = len(turns) - before
    done.set()
    other.join()
    assert during > 100


def test_two_runs_at_a_time_give_the_bits_of_one_after_the_other():
    X, y = moons(500)
    alone = descent.train(X, y, epochs=50).model.outputs(X)
    results = {}

    def run(name):
        results[name] = descent.train(X, y, epochs=50).model.outputs(X)
    threads = [threading.Thread(target=run, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (results["a"] == alone).all() and (results["b"] == alone).all()


def test_a_limit_of_zero_threads_is_refused():
    X, y = moons(20)
    with pytest.raises(descent.UsageError, match="threads"):
        descent.train(X, y, threads=-1)


FORK = """
import os
import descent
from program import moons

X, y = moons(4000)


def run():
    threads = []
    model = descent.train(X, y, hidden=(256, 256), epochs=3, threads=3,
                          on_epoch=lambda _: threads.append(len(os.listdir("/proc/self/task")))).model
    return max(threads), model.outputs(X).tobytes()


of_parent = run()
child = os.fork()
if child == 0:
    os._exit(0 if run() == of_parent and run() == of_parent else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert run() == of_parent
"""


def test_a_forked_process_starts_threads_of_its_own_and_trains_the_same_bits():
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.environ["PYTHONPATH"], os.path.dirname(__file__)]),
                   "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-c", FORK], env=environment, check=True, timeout=120)
