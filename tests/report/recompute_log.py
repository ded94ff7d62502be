"""The log of a study as its lines tell it; used by recompute.py."""

import json
import math


def number_key(text):
    try:
        value = float(text)
        if math.isfinite(value) and text == text.strip() and not text.startswith("+"):
            return (0, value, text)
    except ValueError:
        pass
    return (1, 0.0, text)


def settings_key(settings):
    return [(name, number_key(value)) for name, value in sorted(settings.items())]


def trial_key(trial):
    settings = " ".join(f"{k}={v}" for k, v in sorted(trial["settings"].items())) or "defaults"
    return f'{trial["problem"]} | {trial["optimizer"]} | {settings} | seed {trial["seed"]} | {trial["phase"]}'


def read_lines(path):
    if not path.exists():
        return []
    text = path.read_text()
    return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]


def read_study(folder):
    head, *lines = read_lines(folder / "trials.jsonl")
    by_key = {}
    for trial in lines:
        key = trial_key(trial)
        silent = trial["reason"] in ("interrupted", "failed")
        if key not in by_key or not silent or by_key[key]["reason"] in ("interrupted", "failed"):
            by_key[key] = trial
    trials = sorted(by_key.values(), key=lambda t: (settings_key(t["settings"]), t["seed"]))
    return head["plan"], trials
