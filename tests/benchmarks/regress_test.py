"""benchmarks/regress from one end to the other, in a repository whose "build" writes a program with known figures."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"

# Takes the place of cmake: `--build` makes a benchmark that prints the figures of the commit's file `speeds`.
CMAKE = """#!/bin/sh
[ "$1" = --build ] || exit 0
grep -q broken speeds && exit 1
mkdir -p build/release/benchmarks
printf '#!/bin/sh\\ncat %s/speeds\\n' "$PWD" >build/release/benchmarks/training
chmod +x build/release/benchmarks/training
"""


def figures(**speeds):
    return json.dumps({"benchmarks": [{"name": name, "patterns_per_second": speed} for name, speed in speeds.items()]})


class Regress(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name) / "project"
        shutil.copytree(BENCHMARKS / "regression", self.root / "benchmarks" / "regression")
        shutil.copy(BENCHMARKS / "regress", self.root / "benchmarks" / "regress")
        tools = Path(folder.name) / "tools"
        tools.mkdir()
        (tools / "cmake").write_text(CMAKE)
        (tools / "cmake").chmod(0o755)
        self.environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
        self.git("init", "--quiet")

    def git(self, *words):
        identity = ["-c", "user.name=author", "-c", "user.email=author@example.org"]
        return subprocess.run(["git", *identity, *words], cwd=self.root, check=True, stdout=subprocess.PIPE, text=True).stdout

    def commit(self, speeds):
        (self.root / "speeds").write_text(speeds)
        self.git("add", "speeds")
        self.git("commit", "--quiet", "--allow-empty", "-m", "speeds")
        return self.git("rev-parse", "HEAD").strip()

    def regress(self, *words):
        return subprocess.run([sys.executable, str(self.root / "benchmarks" / "regress"), *words], env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)

    def test_a_slower_commit_is_status_1_and_its_case_is_named(self):
        old = self.commit(figures(steady=100.0, slower=100.0))
        self.commit(figures(steady=100.0, slower=90.0))
        outcome = self.regress(old, "--rounds", "7")
        self.assertEqual(outcome.returncode, 1, outcome.stderr)
        steady, slower = outcome.stdout.splitlines()
        self.assertEqual(steady.split(), ["steady", "1.000", "[1.000,", "1.000]"])
        self.assertEqual(slower.split(), ["slower", "0.900", "[0.900,", "0.900]", "slower", "than", "0.97"])

    def test_a_faster_commit_is_status_0_and_the_file_has_every_figure(self):
        old = self.commit(figures(case=100.0, dropped=1.0))
        new = self.commit(figures(case=150.0, added=1.0))
        self.commit(figures(case=1.0))
        file = self.root / "figures.json"
        outcome = self.regress(old, "--new", new, "--rounds", "7", "--json", str(file))
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        kept = json.loads(file.read_text())
        self.assertEqual((kept["old"], kept["new"]), (old, new))
        self.assertEqual([(row["case"], row["ratio"], row["old"], row["new"]) for row in kept["cases"]],
                         [("case", 1.5, [100.0] * 7, [150.0] * 7)])

    def test_what_cannot_be_measured_is_status_2_and_one_line(self):
        broken = self.commit("broken")
        other = self.commit(figures(other=1.0))
        self.commit(figures(case=1.0))
        for words, reason in (((broken,), "ended with status 1"), ((other,), "no case in common"),
                              (("no-such-commit",), "git rev-parse"), ((other, "--rounds", "6"), "needs 7 or more")):
            outcome = self.regress("--rounds", "7", *words)
            self.assertEqual(outcome.returncode, 2, words)
            self.assertIn(reason, outcome.stderr)
            self.assertEqual(outcome.stdout, "")


if __name__ == "__main__":
    unittest.main()
