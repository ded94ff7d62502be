"""A folder that can be full."""
import os
import subprocess

SIZE = 512  # MiB
UNPRIVILEGED = "no file system can be mounted here: the disk will not be full"


class Disk:
    """A file system in memory where root asks, a plain folder elsewhere."""

    def __init__(self, path):
        self.path = path
        self.mounted = False

    def __enter__(self):
        self.path.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "none", str(self.path)]
        self.mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
        if not self.mounted:
            print(UNPRIVILEGED, flush=True)
        return self

    def __exit__(self, *_):
        if self.mounted:
            subprocess.run(["umount", str(self.path)], check=False)

    def fill(self):
        """To the last byte."""
        with open(self.path / "filler", "wb", buffering=0) as file:
            part = bytes(1 << 20)
            while part:
                try:
                    file.write(part)
                except OSError:
                    part = part[: len(part) // 2]

    def empty(self):
        (self.path / "filler").unlink()
