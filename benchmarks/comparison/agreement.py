"""Did two systems do the same work? Judged by the accuracies that their trials reached.

The seeds of two systems give other starts and other orders, so single accuracies differ. What has to agree:
- tuning: of the settings that neither of two systems makes diverge, half differ by at most `TUNING` in accuracy;
- final runs: exchanging systems at random, optimizer by optimizer, gives a mean difference as large as the one seen in at
  least one of a hundred exchanges (a stratified permutation test).
Settings that hardly learn reach what their start gives them; below `FEWEST` settings nothing is said.
"""
import random
import statistics

TUNING, LEVEL, EXCHANGES, FEWEST = 0.01, 0.01, 10000, 20


def tuning_difference(ours, theirs):
    """The median difference of validation accuracies, over the settings."""
    by_setting = {(one["optimizer"], one["rate"]): one for one in theirs["tune"]}
    pairs = [(one, by_setting[one["optimizer"], one["rate"]]) for one in ours["tune"]]
    return statistics.median([abs(a["validation_accuracy"] - b["validation_accuracy"])
                              for a, b in pairs if a["finished"] and b["finished"]] or [1.0])


def accuracies(system):
    by_optimizer = {}
    for one in system["final"]:
        by_optimizer.setdefault(one["optimizer"], []).append(one["test_accuracy"] if one["finished"] else 0.0)
    return by_optimizer


def mean_difference(strata):
    return statistics.mean(statistics.mean(a) - statistics.mean(b) for a, b in strata)


def final_difference(ours, theirs):
    """(mean difference of test accuracies, its p-value)."""
    mine, other = accuracies(ours), accuracies(theirs)
    strata = [(mine[name], other[name]) for name in mine]
    seen, stream, as_large = mean_difference(strata), random.Random(1), 0
    for _ in range(EXCHANGES):
        drawn = []
        for a, b in strata:
            both = stream.sample(a + b, len(a) + len(b))
            drawn.append((both[:len(a)], both[len(a):]))
        as_large += abs(mean_difference(drawn)) >= abs(seen) - 1e-12
    return seen, as_large / EXCHANGES


def verdict(ours, theirs):
    """None: too few trials to judge."""
    if len(ours["tune"]) < FEWEST:
        return None
    return tuning_difference(ours, theirs) <= TUNING and final_difference(ours, theirs)[1] >= LEVEL


def sentence(name, ours, theirs):
    difference, p = final_difference(ours, theirs)
    said = {None: "too few trials to say whether it is the same work", True: "the same work", False: "NOT the same work"}
    return (f"{name}: half of the tuning trials reach our validation accuracy within "
            f"{tuning_difference(ours, theirs):.4f}; on test data Descent's final runs are {difference:+.4f} from its "
            f"(p = {p:.2f}): {said[verdict(ours, theirs)]}.")
