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


def key_of(seed, step, draw):
    key = mix(mix(mix(seed) ^ step) ^ draw)
    return key & WORD, key >> 32


def random_bits(key, position):
    return round_of(round_of((position & WORD) ^ key[0], key[1]), 0)


def random_normal(key, position):
    """Teichroew's polynomial in floating point; random.h computes in whole numbers, so digits agree, not bits."""
    total = 0
    for i in range(6):
        bits = random_bits(((key[0] + i * 0x9E3779B9) & WORD, (key[1] + i * 0x85EBCA6B) & WORD), position)
        total += (bits >> 16) + (bits & 0xFFFF) - 65535
    r = total / 2**18
    s = r * r
    return ((((0.029899776 * s + 0.008355968) * s + 0.076542912) * s + 0.252408784) * s + 3.949846138) * r


for arguments in ((0, 0, 0, 0), (1, 1, 0, 0), (1, 2, 0, 17), (2**63 + 5, 10**12, 3, 2**32 - 1)):
    key = key_of(*arguments[:3])
    print(arguments, hex(random_bits(key, arguments[3])), random_normal(key, arguments[3]))
