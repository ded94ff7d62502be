"""Distributions, random streams and the signed-rank test, from their definitions; used by recompute.py."""

import math
from fractions import Fraction
from itertools import product

MASK = (1 << 64) - 1


# ---- random numbers: xoshiro256** seeded through splitmix64 and FNV-1a ------------------------------------------------

def splitmix(state):
    state = (state + 0x9E3779B97F4A7C15) & MASK
    z = state
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return state, z ^ (z >> 31)


class Stream:
    def __init__(self, seed, name, index=0):
        fnv = 0xCBF29CE484222325
        for byte in name.encode():
            fnv = ((fnv ^ byte) * 0x100000001B3) & MASK
        _, mixed = splitmix(seed)
        mixed ^= fnv
        _, mixed = splitmix(mixed)
        mixed ^= index
        self.s = []
        for _ in range(4):
            mixed, word = splitmix(mixed)
            self.s.append(word)

    def next(self):
        s = self.s
        rotl = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
        result = (rotl((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return result

    def below(self, limit):
        unfair = (1 << 64) % limit
        while True:
            bits = self.next()
            if bits >= unfair:
                return bits % limit


# ---- distributions ---------------------------------------------------------------------------------------------------

def quantile(ordered, q):
    if not ordered:
        return None
    h = (len(ordered) - 1) * q
    below = int(h)
    weight = h - below
    if weight == 0:
        return ordered[below]
    a, b = ordered[below], ordered[below + 1]
    if math.isinf(a):
        return a
    if math.isinf(b):
        return b
    return a + weight * (b - a)


def describe(values):
    values = sorted(values)
    if not values:
        return dict(n=0, median=None, lower_quartile=None, upper_quartile=None, low=None, high=None)
    stream = Stream(1, "bootstrap")
    medians = []
    for _ in range(2000):
        medians.append(quantile(sorted(values[stream.below(len(values))] for _ in values), 0.5))
    medians.sort()
    return dict(n=len(values), median=quantile(values, 0.5), lower_quartile=quantile(values, 0.25),
                upper_quartile=quantile(values, 0.75), low=quantile(medians, 0.025), high=quantile(medians, 0.975))


def signed_rank_p(differences):
    """Wilcoxon's signed-rank test by listing all choices of signs (up to 2^16 of them, else by counting sums)."""
    left = [d for d in differences if d != 0]
    if not left:
        return 1.0
    sizes = sorted(abs(d) for d in left)
    rank = lambda d: Fraction(sum(s < abs(d) for s in sizes) * 2 + sum(s == abs(d) for s in sizes) + 1, 2)
    ranks = [rank(d) for d in left]
    observed = sum(r for r, d in zip(ranks, left) if d > 0)
    if len(left) <= 12:
        sums = [sum(r for r, sign in zip(ranks, signs) if sign) for signs in product((0, 1), repeat=len(left))]
        at_most, at_least = sum(s <= observed for s in sums), sum(s >= observed for s in sums)
    else:
        counts = {Fraction(0): 1}
        for r in ranks:
            grown = dict(counts)
            for s, c in counts.items():
                grown[s + r] = grown.get(s + r, 0) + c
            counts = grown
        at_most = sum(c for s, c in counts.items() if s <= observed)
        at_least = sum(c for s, c in counts.items() if s >= observed)
    return min(1.0, 2 * min(at_most, at_least) / 2 ** len(left))
