"""Distributions, intervals between order statistics and the signed-rank test, from their definitions; used by
recompute.py."""

import math
from fractions import Fraction
from itertools import combinations_with_replacement, product

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


def interval(ordered, counts):
    """Between the k-th value from below and from above; counts[s] of the equally likely outcomes have s values below
    the true one. The largest k with a coverage of at least 95%, else 1."""
    total, chosen = sum(counts), None
    for k in range(1, len(ordered) // 2 + 1):
        coverage = Fraction(sum(counts[k:len(ordered) - k + 1]), total)
        if k == 1 or coverage >= Fraction(95, 100):
            chosen = dict(low=ordered[k - 1], high=ordered[-k], coverage=float(coverage))
    return chosen or dict(low=None, high=None, coverage=None)


def describe(values):
    values = sorted(values)
    binomial = [math.comb(len(values), s) for s in range(len(values) + 1)]
    return dict(n=len(values), median=quantile(values, 0.5), lower_quartile=quantile(values, 0.25),
                upper_quartile=quantile(values, 0.75), **interval(values, binomial))


def subsets_by_sum(ranks):
    """counts[s]: in how many ways some of the ranks add up to s."""
    counts = [1]
    for rank in ranks:
        counts = [(counts[s] if s < len(counts) else 0) + (counts[s - rank] if s >= rank else 0)
                  for s in range(len(counts) + rank)]
    return counts


def paired_difference(differences):
    """Hodges and Lehmann: the median of all averages of two, and an interval between two of them."""
    averages = sorted(0.0 if a == -b else float((Fraction(a) + Fraction(b)) / 2) if math.isfinite(a + b) else a + b
                      for a, b in combinations_with_replacement(differences, 2))
    return quantile(averages, 0.5), interval(averages, subsets_by_sum(range(1, len(differences) + 1)))


def holm(p_values):
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    corrected, highest = [0.0] * len(order), 0.0
    for rank, i in enumerate(order):
        highest = min(1.0, max(highest, (len(order) - rank) * p_values[i]))
        corrected[i] = highest
    return corrected


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
