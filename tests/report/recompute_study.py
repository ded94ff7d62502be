"""The figures of one problem of a study, from their definitions; used by recompute.py."""

import json
import math
from fractions import Fraction
from math import comb

from recompute_over import pairs_needed, region
from recompute_statistics import describe, holm, paired_difference, quantile, signed_rank_p

INF = math.inf


class Problem:
    """One problem of a study: its trials and how they are judged."""

    def __init__(self, plan, record, trials):
        self.plan, self.name, self.metric = plan, record["name"], record["metric"]
        self.optimizers = [one["name"] for one in plan["optimizers"]]
        self.trials = [t for t in trials if t["problem"] == self.name]
        self.worst = -INF if self.metric == "accuracy" else INF
        self.asked = plan["protocol"]["target_" + self.metric]

    def of(self, optimizer, phase):
        return [t for t in self.trials if t["optimizer"] == optimizer and t["phase"] == phase]

    def better(self, a, b):
        return a > b if self.metric == "accuracy" else a < b

    def validation(self, trial, i):
        held_out = trial["curve"]["validation_" + self.metric][i]
        return held_out if held_out is not None else trial["curve"][self.metric][i]

    def score(self, trial, value):
        if trial["reason"] in ("interrupted", "failed"):
            return None
        return self.worst if trial["reason"] == "diverged" or value is None else value

    def validation_score(self, trial):
        return self.score(trial, self.validation(trial, -1) if trial["curve"]["epoch"] else None)

    def test_score(self, trial):
        return self.score(trial, trial["test_" + self.metric])

    def configurations(self, optimizer):
        groups = {}
        for trial in self.of(optimizer, "tune"):
            score = self.validation_score(trial)
            if score is not None:
                groups.setdefault(json.dumps(trial["settings"], sort_keys=True), []).append((trial, score))
        result = []
        for group in groups.values():
            scores = sorted(score for _, score in group)
            result.append(dict(settings=group[0][0]["settings"], runs=len(group), score=quantile(scores, 0.5),
                               diverged=sum(math.isinf(score) for score in scores)))
        return result

    def target(self):
        if self.asked is not None:
            return self.asked
        bests = []
        for optimizer in self.optimizers:
            scores = [c["score"] for c in self.configurations(optimizer) if not math.isinf(c["score"])]
            if scores:
                bests.append(max(scores) if self.metric == "accuracy" else min(scores))
        bests.sort(reverse=self.metric == "accuracy")
        return self.tolerated(bests[len(bests) // 2]) if bests else None

    def reaches(self, trial, target):
        for i in range(len(trial["curve"]["epoch"])):
            value = self.validation(trial, i)
            if value is not None and (value >= target if self.metric == "accuracy" else value <= target):
                return i
        return None

    # ---- figures -----------------------------------------------------------------------------------------------------

    def final(self, optimizer, metric, value_of):
        values = []
        worst = -INF if metric == "accuracy" else INF
        for trial in self.of(optimizer, "final"):
            if trial["reason"] == "diverged":
                values.append(worst)
            elif trial["reason"] not in ("interrupted", "failed") and value_of(trial) is not None:
                values.append(value_of(trial))
        return describe(values if any(not math.isinf(v) for v in values) else [])

    def lost(self, optimizer):
        """Every setting that was tried diverged, and nothing was run after."""
        scores = [c["score"] for c in self.configurations(optimizer)]
        return bool(scores) and all(map(math.isinf, scores)) and not self.of(optimizer, "final")

    def final_by_seed(self, optimizer, value_of, worst):
        if self.lost(optimizer):
            return {t["seed"]: worst for o in self.optimizers for t in self.of(o, "final")}
        return {t["seed"]: value_of(t) for t in self.of(optimizer, "final")}

    def counts(self, optimizer):
        reasons = [t["reason"] for t in self.of(optimizer, "final")]
        missing = sum(r in ("interrupted", "failed") for r in reasons)
        diverged = reasons.count("diverged")
        return dict(runs=len(reasons) - missing, finished=len(reasons) - missing - diverged, diverged=diverged,
                    missing=missing)

    def to_target(self, optimizer):
        target = self.target()
        if target is None:
            return None
        steps, epochs, hits = [], [], 0
        for trial in self.of(optimizer, "final"):
            if self.test_score(trial) is None:
                continue
            i = self.reaches(trial, target)
            hits += i is not None
            steps.append(INF if i is None else trial["curve"]["step"][i])
            epochs.append(INF if i is None else trial["curve"]["epoch"][i])
        return dict(runs=len(steps), hits=hits, hit_rate=hits / len(steps) if steps else 0.0, steps=describe(steps),
                    epochs=describe(epochs))

    def divergence(self, optimizer, phase):
        said = [t for t in self.of(optimizer, phase) if t["reason"] not in ("interrupted", "failed")]
        gone = [t for t in said if t["reason"] == "diverged"]
        return dict(runs=len(said), diverged=len(gone), rate=len(gone) / len(said) if said else None,
                    earliest_epoch=min((t["epochs"] for t in gone), default=None))

    def tolerated(self, best):
        return best - 0.02 if self.metric == "accuracy" else best + 0.1 * abs(best)

    def within_tolerance(self, score, best):
        return score >= best - 0.02 if self.metric == "accuracy" else score <= best + 0.1 * abs(best)

    def sensitivity(self, optimizer):
        rates = {}
        for c in self.configurations(optimizer):
            if "learning_rate" not in c["settings"]:
                continue
            rate = float(c["settings"]["learning_rate"])
            point = rates.setdefault(rate, dict(rate=rate, score=c["score"], runs=0, diverged=0, good=False))
            if self.better(c["score"], point["score"]):
                point["score"] = c["score"]
            point["runs"] += c["runs"]
            point["diverged"] += c["diverged"]
        points = [rates[rate] for rate in sorted(rates)]
        best = None
        for i, point in enumerate(points):
            if not math.isinf(point["score"]) and (best is None or self.better(point["score"], points[best]["score"])):
                best = i
        result = dict(best_rate=None, lowest_good=None, highest_good=None, width=None, on_edge=False, points=points)
        if best is None:
            return result
        for point in points:
            point["good"] = self.within_tolerance(point["score"], points[best]["score"])
        first = last = best
        while first > 0 and points[first - 1]["good"]:
            first -= 1
        while last + 1 < len(points) and points[last + 1]["good"]:
            last += 1
        result.update(best_rate=points[best]["rate"], lowest_good=points[first]["rate"],
                      highest_good=points[last]["rate"],
                      width=math.log10(points[last]["rate"] / points[first]["rate"]),
                      on_edge=len(points) > 1 and best in (0, len(points) - 1))
        return result

    def budget(self, optimizer):
        """By exact fractions: probabilities of the best of k draws."""
        scores = [c["score"] for c in self.configurations(optimizer)]
        n = len(scores)
        kept = sorted((s for s in scores if not math.isinf(s)), reverse=self.metric == "loss")
        failed = n - len(kept)
        curve = []
        for k in range(1, n + 1):
            within = [Fraction(comb(failed + i, k), comb(n, k)) for i in range(len(kept) + 1)]
            again = [Fraction((failed + i) ** k, n**k) for i in range(len(kept) + 1)]
            point = dict(budget=k)
            for name, p in (("", within), ("_with_replacement", again)):
                total = sum(x * float(p[i + 1] - p[i]) for i, x in enumerate(kept))
                point["expected" + name] = total / float(1 - p[0]) if p[0] < 1 else None
                point["all_diverge" + name] = float(p[0])
            curve.append(point)
        return curve

    def curve(self, optimizer, column):
        by_epoch = {}
        for trial in self.of(optimizer, "final"):
            if self.test_score(trial) is None:
                continue
            for epoch, step, value in zip(trial["curve"]["epoch"], trial["curve"]["step"], trial["curve"][column]):
                if value is not None:
                    by_epoch.setdefault(epoch, []).append((step, value))
        result = []
        for epoch in sorted(by_epoch):
            values = sorted(value for _, value in by_epoch[epoch])
            result.append(dict(epoch=epoch, step=by_epoch[epoch][-1][0], runs=len(values), median=quantile(values, 0.5),
                               lower_quartile=quantile(values, 0.25), upper_quartile=quantile(values, 0.75)))
        return result

    def difference(self, x, y):
        """Positive where x is better. Accuracies are counts of patterns over their number: as exact fractions."""
        if x == y:
            return 0.0
        if self.metric == "loss":
            return y - x
        if math.isinf(x) or math.isinf(y):
            return x - y
        return Fraction(x).limit_denominator(10**6) - Fraction(y).limit_denominator(10**6)

    def wins(self):
        pairs = []
        for i, a in enumerate(self.optimizers):
            for b in self.optimizers[i + 1:]:
                left = self.final_by_seed(a, self.test_score, self.worst)
                right = self.final_by_seed(b, self.test_score, self.worst)
                differences = []
                for seed in sorted(left):
                    x, y = left[seed], right.get(seed)
                    if x is None or y is None:
                        continue
                    differences.append(self.difference(x, y))
                estimate, within = paired_difference([float(d) for d in differences])
                pairs.append(dict(a=a, b=b, pairs=len(differences), wins=sum(d > 0 for d in differences),
                                  ties=sum(d == 0 for d in differences), losses=sum(d < 0 for d in differences),
                                  p=signed_rank_p(differences), difference=estimate,
                                  pairs_needed=pairs_needed(differences, len(self.optimizers) *
                                                            (len(self.optimizers) - 1) // 2),
                                  **{"difference_" + name: value for name, value in within.items()}))
        for pair, corrected in zip(pairs, holm([pair["p"] for pair in pairs])):
            pair["corrected_p"] = corrected
            pair["conclusion"] = self.conclusion(pair)
        return pairs

    def conclusion(self, pair):
        medians = []
        for optimizer in (pair["a"], pair["b"]):
            scores = self.final_by_seed(optimizer, self.test_score, self.worst).values()
            medians.append(quantile(sorted(s for s in scores if s is not None), 0.5))
        if None in medians:
            return "undecided"
        near = float(region(self.plan, self.metric, *medians))
        near += 1e-12 if self.metric == "accuracy" else 0
        low, high, coverage = (pair["difference_" + name] for name in ("low", "high", "coverage"))
        if low is not None and -near <= low and high <= near and coverage >= 0.95:
            return "equal"
        if pair["corrected_p"] >= 0.05 or abs(pair["difference"]) <= near:
            return "undecided"
        return "better" if pair["difference"] > 0 else "worse"

    def median(self, optimizer):
        value = self.final(optimizer, self.metric, lambda t: t["test_" + self.metric])["median"]
        return self.worst if value is None else value

    def ranking(self):
        return sorted(self.optimizers, key=self.median, reverse=self.metric == "accuracy")


def profiles(problems):
    optimizers = problems[0].optimizers
    instances = []
    for problem in problems:
        target = problem.target()
        if target is None:
            continue
        steps = []
        for optimizer in optimizers:
            def to_target(trial):
                if problem.test_score(trial) is None:
                    return None
                i = problem.reaches(trial, target)
                return INF if i is None else trial["curve"]["step"][i]
            by_seed = problem.final_by_seed(optimizer, to_target, INF)
            steps.append({seed: value for seed, value in by_seed.items() if value is not None})
        for seed in sorted(steps[0]):
            if all(seed in by_seed for by_seed in steps):
                instances.append([by_seed[seed] for by_seed in steps])
    result = []
    for o, optimizer in enumerate(optimizers):
        ratios = sorted(i[o] / min(i) for i in instances if i[o] < INF)
        if instances:
            score = sum(max(0.0, 4 - r) for r in ratios) / len(instances) / 3
            result.append(dict(optimizer=optimizer, instances=len(instances), solved=len(ratios), score=score,
                               ratios=ratios))
    return result
