#!/usr/bin/env python3
"""Recomputes every statistic of a study from its logs, independently of the program, and compares.

usage: recompute.py STUDY_FOLDER

Reads trials.jsonl and times.jsonl, works out each figure of summary.json and times.json from its published definition
(docs/comparison.md), and exits with 1 and a list of differences when one does not agree to 12 digits. Needs nothing but
Python's standard library.
"""

import json
import math
import sys
from pathlib import Path

from recompute_log import read_lines, read_study, trial_key
from recompute_over import OverProblems
from recompute_statistics import describe, quantile
from recompute_study import INF, Problem, profiles


def compare(place, expected, found, differences):
    """`expected` as recomputed here, `found` as the program wrote it."""
    if isinstance(found, str) and found in ("inf", "-inf") and not isinstance(expected, str):
        found = float(found)
    if isinstance(expected, dict):
        for name, value in expected.items():
            if not isinstance(found, dict) or name not in found:
                differences.append(f"{place}.{name}: missing")
            else:
                compare(f"{place}.{name}", value, found[name], differences)
    elif isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            differences.append(f"{place}: {expected} here, {found} in the summary")
            return
        for i, (one, other) in enumerate(zip(expected, found)):
            compare(f"{place}[{i}]", one, other, differences)
    elif isinstance(expected, float) and isinstance(found, (int, float)) and not isinstance(found, bool):
        if not (expected == found or math.isclose(expected, found, rel_tol=1e-12, abs_tol=1e-15)):
            differences.append(f"{place}: {expected!r} here, {found!r} in the summary")
    elif expected != found:
        differences.append(f"{place}: {expected!r} here, {found!r} in the summary")


def recompute(plan, trials):
    problems = [Problem(plan, record, trials) for record in plan["problems"]]
    result = []
    for problem in problems:
        wins = problem.wins()
        ranked = problem.ranking()
        optimizers = []
        medians = [problem.median(optimizer) for optimizer in ranked]
        for place, optimizer in enumerate(ranked):
            rank = medians.index(medians[place])
            last = lambda column: lambda t: t["curve"][column][-1] if t["curve"][column] else None
            p, behind = 1.0, False
            for pair in wins:
                if {pair["a"], pair["b"]} == {ranked[0], optimizer}:
                    p = pair["corrected_p"]
                    behind = pair["conclusion"] == ("better" if pair["a"] == ranked[0] else "worse")
            optimizers.append(dict(
                rank=rank + 1, p_against_first=None if place == 0 else p, clearly_behind_first=place > 0 and behind,
                optimizer=optimizer, **problem.counts(optimizer),
                score=problem.final(optimizer, problem.metric, lambda t: t["test_" + problem.metric]),
                test_accuracy=problem.final(optimizer, "accuracy", lambda t: t["test_accuracy"]),
                test_loss=problem.final(optimizer, "loss", lambda t: t["test_loss"]),
                validation_accuracy=problem.final(optimizer, "accuracy", last("validation_accuracy")),
                validation_loss=problem.final(optimizer, "loss", last("validation_loss")),
                training_loss=problem.final(optimizer, "loss", last("loss")),
                to_target=problem.to_target(optimizer),
                divergence={phase: problem.divergence(optimizer, phase) for phase in ("tune", "final")},
                sensitivity=problem.sensitivity(optimizer),
                budget=problem.budget(optimizer),
                curves={column: problem.curve(optimizer, column)
                        for column in ("loss", "accuracy", "validation_loss", "validation_accuracy")}))
        result.append(dict(problem=problem.name, metric=problem.metric, target=problem.target(), optimizers=optimizers,
                           wins=wins))
    over = OverProblems(plan, problems)
    return dict(problems=result, profiles=profiles(problems), over_problems=over.over_problems(),
                baseline=plan["protocol"].get("baseline", plan["optimizers"][0]["name"]),
                improvement=over.improvement()), problems


def recompute_times(problems, times):
    by_key = {line["trial"]: line["seconds"] for line in times}
    result = []
    for problem in problems:
        optimizers = []
        for optimizer in problem.optimizers:
            whole, to_target, per_epoch = [], [], []
            target = problem.target()
            for trial in problem.of(optimizer, "final"):
                seconds = by_key.get(trial_key(trial))
                if not seconds:
                    continue
                if trial["reason"] not in ("diverged", "interrupted", "failed"):
                    whole.append(seconds[-1])
                per_epoch += [b - a for a, b in zip([0] + seconds, seconds)]
                if target is not None and problem.test_score(trial) is not None:
                    i = problem.reaches(trial, target)
                    to_target.append(seconds[i] if i is not None and i < len(seconds) else INF)
            optimizers.append(dict(optimizer=optimizer, seconds=describe(whole), seconds_to_target=describe(to_target),
                                   seconds_per_epoch=quantile(sorted(per_epoch), 0.5)))
        result.append(dict(problem=problem.name, optimizers=optimizers))
    return dict(problems=result)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    plan, trials = read_study(folder)
    expected, problems = recompute(plan, trials)
    differences = []
    compare("summary", expected, json.loads((folder / "summary.json").read_text()), differences)
    times = recompute_times(problems, read_lines(folder / "times.jsonl"))
    compare("times", times, json.loads((folder / "times.json").read_text()), differences)
    for line in differences[:20]:
        print(line)
    if differences:
        sys.exit(f"{len(differences)} figures do not agree")
    print(f"all figures of {len(trials)} trials agree")


if __name__ == "__main__":
    main()
