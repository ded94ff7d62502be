"""What a table says of the machine that it was measured on.

    processor.name()    # AMD EPYC, Zen 5
"""
import datetime
import os
import platform

# AMD's server and desktop processors often hide their model from guests: family, and whether there is AVX-512, tell the
# generation.
ZEN = {(23, False): "Zen or Zen 2", (25, False): "Zen 3", (25, True): "Zen 4", (26, True): "Zen 5"}


def facts(text):
    """The first processor of /proc/cpuinfo, as a dictionary."""
    lines = (line.partition(":") for line in text.split("\n\n")[0].splitlines())
    return {key.strip(): value.strip() for key, _, value in lines}


def name_from(text):
    about = facts(text)
    model = about.get("model name") or platform.machine()
    if about.get("vendor_id") != "AuthenticAMD":
        return model
    generation = ZEN.get((int(about.get("cpu family", 0)), "avx512f" in about.get("flags", "").split()))
    return f"{model}, {generation}" if generation else model


def name():
    with open("/proc/cpuinfo") as file:
        return name_from(file.read())


def processors():
    """How many this process may use."""
    return len(os.sched_getaffinity(0))


def heading():
    """The line that opens a block of measurements, and by which write_tables knows the block."""
    return f"**{name()}.** Measured on {datetime.date.today().isoformat()}, {processors()} processors."
