"""The figures over several problems, from their definitions; used by recompute.py. Accuracies and their errors are exact
fractions, so that equal ones are equal."""

import math
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist

from recompute_random import Stream
from recompute_statistics import holm, quantile, signed_rank_p

INF = math.inf
BASELINE_LEVEL = 0.05


def exact(metric, value):
    if math.isinf(value):
        return value
    return Fraction(value).limit_denominator(10**6) if metric == "accuracy" else Fraction(value)


def middle(values):
    """The median; infinite where one of the two in the middle is."""
    values = sorted(values)
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    if math.isinf(low) or math.isinf(high):
        return low if low == high else (low if math.isinf(low) else high)
    return (low + high) / 2


def pairs_needed(differences, comparisons):
    """Noether 1987, for a power of 0.8 at the smallest level of Holm's method."""
    n = len(differences)
    if n < 2:
        return None
    above = sum(Fraction(1, 2) if a == -b else int(a + b > 0)
                for i, a in enumerate(differences) for b in differences[:i])
    distance = abs(above / Fraction(n * (n - 1), 2) - Fraction(1, 2))
    level = BASELINE_LEVEL / max(comparisons, 1)
    fewest = 1
    while 2.0 ** (1 - fewest) >= level:
        fewest += 1
    if distance == 0:
        return None
    if distance == Fraction(1, 2):
        return fewest
    z = NormalDist().inv_cdf(1 - level / 2) + NormalDist().inv_cdf(0.8)
    pairs = math.ceil(z * z / (3 * float(distance) ** 2))
    return None if pairs > 10000 else max(fewest, pairs)


def practically_equal(plan, metric, a, b):
    if a == b:
        return True
    if math.isinf(a) or math.isinf(b):
        return False
    return abs(a - b) <= region(plan, metric, a, b)


def region(plan, metric, a, b):
    if metric == "accuracy":
        return Fraction(str(plan["protocol"].get("equal_accuracy", 0.01)))
    share = plan["protocol"].get("equal_loss", 0.05)
    return 0 if math.isinf(a) and math.isinf(b) else share * min(abs(a), abs(b))


def gain(a, b):
    if a == b:
        return Fraction(0)
    if math.isinf(a) or math.isinf(b):
        return Fraction(-1 if math.isinf(a) else 1)
    return Fraction(b - a) / max(abs(a), abs(b))


def f_upper_tail(f, m, n):
    """P(F >= f) = I_x(n/2, m/2) at x = n / (n + m f), by the power series of the incomplete beta function."""
    if math.isinf(f):
        return 0.0
    x, a, b = n / (n + m * f), n / 2, m / 2
    if x == 1:
        return 1.0
    total = term = 1.0
    i = 0
    while term > 1e-18 * total:
        term *= (a + b + i) / (a + 1 + i) * x
        total += term
        i += 1
    return math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a * total


@lru_cache
def range_quantile(k):
    """0.95 quantile of the range of k standard normal numbers, by the trapezoidal rule and bisection."""
    cumulative = lambda t: math.erfc(-t / math.sqrt(2)) / 2
    def below(q):
        points = [-9 + i / 64 for i in range(int((18 + q) * 64) + 2)]
        return k * sum(NormalDist().pdf(t) * (cumulative(t) - cumulative(t - q)) ** (k - 1) for t in points) / 64
    low, high = 1.0, 10.0
    for _ in range(60):
        half = (low + high) / 2
        low, high = (half, high) if below(half) < 0.95 else (low, half)
    return low


def critical_difference(k, n):
    if k < 2 or n < 2 or k > 20:
        return None
    return range_quantile(k) / math.sqrt(2) * math.sqrt(k * (k + 1) / (6 * n))


def friedman(ranks):
    n, k = len(ranks), len(ranks[0])
    if n < 2 or k < 2:
        return 0.0, 1.0
    between = sum((sum(row[j] for row in ranks) - Fraction(n * (k + 1), 2)) ** 2 for j in range(k))
    spread = sum(r * r for row in ranks for r in row) - Fraction(n * k * (k + 1) ** 2, 4)
    if spread == 0:
        return 0.0, 1.0
    x = (k - 1) * between / spread
    left = n * (k - 1) - x
    f = INF if left == 0 else float((n - 1) * x / left)
    return f, min(1.0, max(f_upper_tail(f, k - 1, (k - 1) * (n - 1)), math.factorial(k) ** float(1 - n)))


class OverProblems:
    def __init__(self, plan, problems):
        self.plan = plan
        self.optimizers = problems[0].optimizers
        self.problems = []  # (metric, the runs of each optimizer, as exact numbers)
        for problem in problems:
            runs = []
            for optimizer in self.optimizers:
                by_seed = problem.final_by_seed(optimizer, problem.test_score, problem.worst)
                runs.append([exact(problem.metric, by_seed[s]) for s in sorted(by_seed) if by_seed[s] is not None])
            if all(runs):
                self.problems.append((problem.metric, runs))

    @staticmethod
    def error(metric, score):
        return INF if math.isinf(score) else 1 - score if metric == "accuracy" else score

    def pair(self, a, b):
        gains, wins, ties = [], 0, 0
        for metric, runs in self.problems:
            x, y = middle(runs[a]), middle(runs[b])
            gains.append(gain(self.error(metric, x), self.error(metric, y)))
            same = practically_equal(self.plan, metric, x, y)
            ties += same
            wins += not same and self.error(metric, x) < self.error(metric, y)
        count = len(self.optimizers) * (len(self.optimizers) - 1) // 2
        return dict(a=self.optimizers[a], b=self.optimizers[b], wins=wins, ties=ties, losses=len(gains) - wins - ties,
                    gain=float(middle(gains)), p=signed_rank_p(gains), problems_needed=pairs_needed(gains, count))

    def groups(self, ranks, pairs):
        p = {frozenset((pair["a"], pair["b"])): pair["corrected_p"] for pair in pairs}
        names = [r["optimizer"] for r in ranks]
        alike = lambda part: all(p[frozenset((x, y))] >= 0.05 for i, x in enumerate(part) for y in part[:i])
        stretches = [(i, j) for i in range(len(names)) for j in range(i + 2, len(names) + 1) if alike(names[i:j])]
        widest = [s for s in stretches if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in stretches)]
        return [names[i:j] for i, j in widest]

    def over_problems(self):
        if not self.problems:
            return dict(problems=0)
        rows = []
        for metric, runs in self.problems:
            errors = [self.error(metric, middle(r)) for r in runs]
            rows.append([sum(o < e for o in errors) + Fraction(1 + errors.count(e), 2) for e in errors])
        means = [float(sum(column) / len(rows)) for column in zip(*rows)]
        order = sorted(range(len(means)), key=means.__getitem__)
        ranks = [dict(optimizer=self.optimizers[i], mean_rank=means[i]) for i in order]
        pairs = [self.pair(a, b) for a in range(len(means)) for b in range(a + 1, len(means))]
        for pair, corrected in zip(pairs, holm([pair["p"] for pair in pairs])):
            pair["corrected_p"] = corrected
        f, p = friedman(rows)
        return dict(problems=len(rows), friedman=f, friedman_p=p, ranks=ranks, pairs=pairs,
                    critical_difference=critical_difference(len(means), len(rows)), groups=self.groups(ranks, pairs))

    # ---- every run -----------------------------------------------------------------------------------------------------

    @staticmethod
    def beats(metric, a, b):
        if a == b:
            return 0.5
        return float(a > b if metric == "accuracy" else a < b)

    def figures(self, tables):
        """tables[p][o][other][i][j]: whether run i of o beats run j of the other one. Means, then improvements."""
        baseline, count = self.baseline(), len(self.optimizers)
        means, improvements = [], []
        for o in range(count):
            scores, improved = [], []
            for table in tables:
                shares = {other: [sum(row) / len(row) for row in table[o][other]] for other in range(count) if other != o}
                scores += [sum(run) / (count - 1) for run in zip(*shares.values())]
                if o != baseline:
                    improved.append(sum(shares[baseline]) / len(shares[baseline]))
            scores.sort()
            kept = scores[len(scores) // 4:len(scores) - len(scores) // 4]
            means.append(sum(kept) / len(kept))
            improvements.append(sum(improved) / len(improved) if improved else None)
        return means, improvements

    def baseline(self):
        return self.optimizers.index(self.plan["protocol"].get("baseline", self.optimizers[0]))

    def improvement(self):
        count = len(self.optimizers)
        if not self.problems or count < 2:
            return []
        tables = [[[[[self.beats(metric, x, y) for y in runs[other]] for x in runs[o]] for other in range(count)]
                   for o in range(count)] for metric, runs in self.problems]
        seen, again = self.figures(tables), []
        stream = Stream(1, "stratified bootstrap", 0)
        for _ in range(1000):
            drawn = []
            for table, (_, runs) in zip(tables, self.problems):
                places = [[stream.below(len(r)) for _ in r] for r in runs]
                drawn.append([[[[table[o][other][i][j] for j in places[other]] for i in places[o]]
                               for other in range(count)] for o in range(count)])
            again.append(self.figures(drawn))
        result = []
        for o, name in enumerate(self.optimizers):
            row = dict(optimizer=name)
            for part, key in enumerate(("score", "improvement")):
                value = seen[part][o]
                ordered = None if value is None else sorted(figures[part][o] for figures in again)
                row[key] = value
                row[key + "_low"] = ordered and quantile(ordered, 0.025)
                row[key + "_high"] = ordered and quantile(ordered, 0.975)
            result.append(row)
        return result
