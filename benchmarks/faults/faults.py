"""The faults: each is done to an attempt, and returns with which statuses it may end; None: it has no meaning for it.

A signal that ends a training has one status. What takes something away for a while (disk, memory, descriptors, the reader of
the metrics) may let it go on; where it was needed, as for the model at the end, the status is 1.
"""
import os
import resource
import signal

ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR2, signal.SIGXCPU]
ANY = resource.RLIM_INFINITY


def killed(attempt, random_):
    attempt.send(signal.SIGKILL)
    return {-signal.SIGKILL}


def ended_by(number):
    def fault(attempt, random_):
        if not attempt.trains():
            return None
        attempt.send(number)
        return {128 + number}

    return fault


def asked_for_status(attempt, random_):
    if not attempt.trains():
        return None
    attempt.send(signal.SIGUSR1)
    return set()


def signalled_twice(attempt, random_):
    if not attempt.trains():
        return None
    first, second = random_.choice(ENDING), random_.choice(ENDING)
    attempt.send(first)
    attempt.send(second)
    return {128 + first, 128 + second, -first, -second}


def stopped(attempt, random_):
    attempt.send(signal.SIGSTOP)
    attempt.wait(random_.uniform(0.1, 2))
    attempt.send(signal.SIGCONT)
    return set()


def limited(kind, limit_of):
    """The limit is there for some seconds."""

    def fault(attempt, random_):
        if not attempt.trains():
            return None
        try:
            resource.prlimit(attempt.pid, kind, (limit_of(attempt), ANY))
            attempt.wait(random_.uniform(0.5, 4))
            resource.prlimit(attempt.pid, kind, (ANY if kind != resource.RLIMIT_NOFILE else 1024, ANY))
        except (OSError, ValueError):
            pass  # it has ended
        return {1}

    return fault


def address_space(attempt):
    with open(f"/proc/{attempt.pid}/statm") as file:
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def disk_full(attempt, random_):
    if not attempt.disk.mounted:
        return None
    attempt.disk.fill()
    attempt.wait(random_.uniform(0.5, 4))
    attempt.disk.empty()
    return {1}


def reader_gone(attempt, random_):
    return {1} if attempt.close_reader() else None


FAULTS = {
    "kill -9": killed,
    "two signals": signalled_twice,
    "SIGUSR1": asked_for_status,
    "SIGSTOP, SIGCONT": stopped,
    "a limit on the size of files": limited(resource.RLIMIT_FSIZE, lambda attempt: 1000),
    "a limit on memory": limited(resource.RLIMIT_AS, address_space),
    "a limit on descriptors": limited(resource.RLIMIT_NOFILE, lambda attempt: 3),
    "a full disk": disk_full,
    "a reader of the metrics that goes": reader_gone,
    **{number.name: ended_by(number) for number in ENDING},
}
