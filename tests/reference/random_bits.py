"""Prints what include/descent/plugin/draft/random.h must give, in Python's unbounded integers. Used by
tests/update/random_test.cpp."""

WORD, LONG = (1 << 32) - 1, (1 << 64) - 1


def mix(a):
    a = (a + 0x9E3779B97F4A7C15) & LONG
    a = ((a ^ (a >> 30)) * 0xBF58476D1CE4E5B9) & LONG
    a = ((a ^ (a >> 27)) * 0x94D049BB133111EB) & LONG
    return a ^ (a >> 31)


def round_of(x, add):
    x = ((x ^ (x >> 16)) * 0x7FEB352D) & WORD
    x = ((x ^ (x >> 15)) * 0x846CA68B) & WORD
    return ((x ^ (x >> 16)) + add) & WORD


def random_bits(seed, step, draw, position):
    key = mix(mix(mix(seed) ^ step) ^ draw)
    return round_of(round_of((position & WORD) ^ (key & WORD), key >> 32), 0)


for arguments in ((0, 0, 0, 0), (1, 1, 0, 0), (1, 2, 0, 17), (2**63 + 5, 10**12, 3, 2**32 - 1)):
    print(arguments, hex(random_bits(*arguments)))
