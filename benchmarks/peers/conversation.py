"""One running peer, ours or another, and the lines that go to and fro (see peer.py)."""
import json
import os
import subprocess

START_SECONDS = 1200  # compilers of whole training loops take their time


class Failed(Exception):
    """What a peer said before it ended, as one line."""


class Running:
    """A peer's process, kept to the first `threads` processors that this process may use."""

    def __init__(self, name, command, variables, threads, log):
        self.name = name
        self.log = log
        processors = sorted(os.sched_getaffinity(0))[:threads]
        variables = dict(variables, OMP_NUM_THREADS=str(threads), MKL_NUM_THREADS=str(threads),
                         OPENBLAS_NUM_THREADS=str(threads))
        with open(log, "w") as errors:
            self.process = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
                env=variables, preexec_fn=lambda: os.sched_setaffinity(0, processors))
        try:
            self.about = self._answer()
        except Failed:
            self.end()
            raise

    def run(self, seconds):
        """{"patterns", "seconds", ...} of a run of about so many seconds."""
        self.process.stdin.write(f"run {seconds}\n")
        self.process.stdin.flush()
        return self._answer()

    def end(self):
        self.process.stdin.close()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _answer(self):
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            with open(self.log, errors="replace") as file:
                said = [text.strip() for text in file if text.strip()] or [f"status {self.process.returncode}"]
            raise Failed(said[-1])
        return json.loads(line)
