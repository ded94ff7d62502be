"""The training that is disturbed, and the one that is not."""
import json
import os
import random
import subprocess
import time

ROWS, INPUTS, CLASSES = 4000, 12, 4
STEPS_PER_EPOCH = 113  # of 3600 patterns
OF_A_PART = ("seconds", "patterns_per_second", "time", "memory")


def write_table(path):
    stream = random.Random(1)
    with open(path, "w") as file:
        file.write(",".join(f"x{i}" for i in range(INPUTS)) + ",y\n")
        for row in range(ROWS):
            centre = row % CLASSES
            values = (f"{stream.gauss(centre, 2):.5f}" for _ in range(INPUTS))
            file.write(",".join(values) + f",{'abcd'[centre]}\n")


class Attempt:
    """A process of a training."""

    def __init__(self, command, folder, disk, errors, pipe=None, isa=None):
        environment = dict(os.environ, **({"DESCENT_ISA": isa} if isa else {}))
        self.disk, self.errors = disk, errors
        self.reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK) if pipe else None
        with open(errors, "wb") as file:
            self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=file, env=environment)
        self.pid = self.process.pid

    def send(self, number):
        self.process.send_signal(number)

    def status(self):
        return self.process.poll()

    def drain(self):
        while self.reader is not None:
            try:
                if not os.read(self.reader, 1 << 16):
                    return
            except BlockingIOError:
                return

    def wait(self, seconds):
        end = time.monotonic() + seconds
        while self.status() is None and time.monotonic() < end:
            self.drain()
            time.sleep(min(0.02, max(0.0, end - time.monotonic())))

    def ends_within(self, seconds):
        self.wait(seconds)
        return self.status() is not None

    def trains(self):
        """Whether its signals are those of a training by now: one of them before ends it at once."""
        with open(self.errors) as file:
            return "epoch " in file.read()

    def close_reader(self):
        if self.reader is None:
            return False
        os.close(self.reader)
        self.reader = None
        return True

    def last_words(self):
        with open(self.errors) as file:
            return "".join(file.readlines()[-3:]).strip()

    def close(self):
        self.close_reader()


class Training:
    def __init__(self, program, disk, folder, seed):
        self.program, self.disk, self.folder, self.seed, self.steps = program, disk, folder, seed, 0
        self.errors = folder / "errors.txt"
        for path in disk.path.iterdir():
            path.unlink()
        write_table(folder / "table.csv")
        listed = subprocess.run([program, "info", "--json"], check=True, capture_output=True, text=True).stdout
        # The baseline has no fused multiply-add, and so other bits.
        self.sets = [name for name in json.loads(listed)["instruction_sets"] if name != "baseline"] or ["baseline"]

    def command(self, steps, name, *more):
        return [self.program, "train", "--data", str(self.folder / "table.csv"), "--target", "y", "--hidden", "256,128",
                "--dropout", "0.2", "--batch-size", "32", "--epochs", str(steps // STEPS_PER_EPOCH), "--validation", "0.1",
                "--seed", str(self.seed), "--out", name, *more]

    def calibrate(self, steps, seconds):
        """How many steps take that long undisturbed, on one thread."""
        command = self.command(steps, "calibration", "--threads", "1", "--metrics", "calibration.jsonl")
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        done = last_line(self.folder / "calibration.jsonl")
        self.steps = max(STEPS_PER_EPOCH, int(done["steps"] * seconds / done["seconds"]))

    def start_undisturbed(self):
        command = self.command(self.steps, "undisturbed", "--force", "--threads", "1", "--metrics", "undisturbed.jsonl")
        return Attempt(command, self.folder, self.disk, self.folder / "undisturbed.txt")

    def resumed(self, metrics, *more):
        return self.command(self.steps, "disturbed", "--checkpoint", "run.checkpoint", "--checkpoint-every", "1s", "--resume",
                            "--keep", "2", "--metrics", metrics, *more)

    def start(self, random_):
        pipe = None
        if random_.random() < 0.3:
            pipe = self.disk.path / "pipe"
            if not pipe.exists():
                os.mkfifo(pipe)
        command = self.resumed("pipe" if pipe else "disturbed.jsonl", "--threads", str(random_.randint(1, 3)))
        return Attempt(command, self.disk.path, self.disk, self.errors, pipe, random_.choice(self.sets))

    def sometimes_lose_the_newest(self, random_, drawn):
        newest = self.disk.path / "run.checkpoint"
        if random_.random() < 0.05 and newest.exists() and (self.disk.path / "run.checkpoint.previous").exists():
            newest.unlink()
            drawn["the newest checkpoint is lost"] += 1

    def differences(self):
        """Between what both trainings left; the disturbed one is resumed once more, for metrics that nothing disturbed."""
        command = self.resumed("disturbed.jsonl")
        done = subprocess.run(command, cwd=self.disk.path, capture_output=True, text=True)
        if done.returncode != 0:
            yield f"the finished training cannot be resumed: {done.stderr}"
            return
        if (self.disk.path / "disturbed").read_bytes() != (self.folder / "undisturbed").read_bytes():
            yield "the models differ"
        if figures(self.disk.path / "disturbed.jsonl") != figures(self.folder / "undisturbed.jsonl"):
            yield "the figures of epochs differ"
        expected = {"disturbed", "disturbed.jsonl", "pipe", "run.checkpoint", "run.checkpoint.history",
                    "run.checkpoint.previous", "run.checkpoint.previous-2"}
        left = {path.name for path in self.disk.path.iterdir()} - expected
        if left:
            yield f"files are left: {sorted(left)}"


def last_line(path):
    return json.loads(path.read_text().splitlines()[-1])


def figures(path):
    """Of all epochs, without times and memory."""
    events = [json.loads(line) for line in path.read_text().splitlines()]
    return [{name: value for name, value in event.items() if name not in OF_A_PART} for event in events
            if event["event"] == "epoch"]
