"""How many threads a run may use."""

from __future__ import annotations

import os

from ._core import end_threads

if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=end_threads)


def thread_count(threads: int | None) -> int:
    """What was asked for, else OMP_NUM_THREADS, which joblib sets in its workers; 0: what the machine allows.

    The machine allows as many as the affinity mask and the control group's quota.
    """
    if threads is not None:
        return threads
    value = os.environ.get("OMP_NUM_THREADS", "").split(",")[0].strip()
    return int(value) if value.isdecimal() else 0
