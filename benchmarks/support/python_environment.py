"""Where the systems beside Descent live: virtual environments outside the tree, made when first needed.

    python = python_environment.python_with(("pandas", "polars"), python_environment.cache() / "peers" / "reading")
    answer = python_environment.answer_on(2, [python, "peer.py"], {"OMP_NUM_THREADS": "2"})
"""
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path


class Failed(Exception):
    """Why there is no such environment, as one line."""


def cache():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(Path.home(), ".cache")
    return Path(base) / "descent"


def run(command, what):
    """Raises Failed with the last line that the command printed."""
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if result.returncode != 0:
        lines = [line for line in result.stdout.splitlines() if line.strip()] or ["no message"]
        raise Failed(f"{what}: {lines[-1]}")


def python_with(packages, home):
    """The interpreter of the environment `home`, which has the packages; it is made when it is not complete."""
    python, ready = home / "bin" / "python", home / "complete"
    if not ready.exists():
        print(f"installing {', '.join(packages)} into {home}", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        run([sys.executable, "-m", "venv", home], "cannot make a virtual environment")
        run([python, "-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check", *packages],
            "pip cannot install " + " ".join(packages))
        ready.touch()
    return python


def answer_on(threads, command, variables):
    """The JSON that the command prints, run on as many processors; `variables` are added to its environment."""
    cores = sorted(os.sched_getaffinity(0))[:threads]
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **variables},
                            preexec_fn=lambda: os.sched_setaffinity(0, cores))
    return json.loads(result.stdout)
