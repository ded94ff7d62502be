#!/usr/bin/env python3
"""Writes figures.json: figures of predictions as scikit-learn computes them, for the tests of evaluations.

    python tests/reference/write_figures.py tests/reference/figures.json

Needs numpy and scikit-learn (1.6 or later). The file is checked in; run this only to add a case.

classes: outputs [patterns][classes] (float32 numbers), labels, weights; plain and weighted figures, where null is what
scikit-learn warns of as undefined. numbers: outputs and targets [patterns][columns], weights; plain and weighted figures,
each of the columns together and of each. The RMSE together is the root of the mean squared error together.
"""
import json
import math
import sys

import numpy as np
from sklearn import metrics

random = np.random.default_rng(7)


def number(x):
    x = float(x)
    return None if math.isnan(x) else x


def class_figures(outputs, labels, weights):
    outputs = np.asarray(outputs, dtype=np.float64)
    classes = outputs.shape[1]
    predicted = outputs.argmax(axis=1)
    occurring = sorted(set(labels) | set(predicted.tolist()))
    one = dict(sample_weight=weights, zero_division=np.nan, labels=occurring, average=None)
    all_of = dict(sample_weight=weights, zero_division=0, labels=occurring, average="macro")
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(labels, predicted, **one)
    macro = metrics.precision_recall_fscore_support(labels, predicted, **all_of)
    result = {
        "labels": occurring,
        "class_precision": [number(x) for x in precision],
        "class_recall": [number(x) for x in recall],
        "class_f1": [number(x) for x in f1],
        "accuracy": number(metrics.accuracy_score(labels, predicted, sample_weight=weights)),
        "balanced_accuracy": number(metrics.balanced_accuracy_score(labels, predicted, sample_weight=weights)),
        "precision": number(macro[0]),
        "recall": number(macro[1]),
        "f1": number(macro[2]),
        "log_loss": number(metrics.log_loss(labels, outputs / outputs.sum(axis=1, keepdims=True), sample_weight=weights,
                                            labels=range(classes))),
        "top_1_accuracy": None,
        "top_2_accuracy": None,
        "top_5_accuracy": None,
        "roc_auc": None,
    }
    for k in (1, 2, 5):
        if classes > max(k, 2):  # scikit-learn's top k of two classes takes one score, not two
            result[f"top_{k}_accuracy"] = number(
                metrics.top_k_accuracy_score(labels, outputs, k=k, sample_weight=weights, labels=range(classes)))
    if classes == 2 and len(set(labels)) == 2:
        result["roc_auc"] = number(metrics.roc_auc_score(labels, outputs[:, 1], sample_weight=weights))
    return result


def softmax_case(name, labels, classes, sharp=2.0, levels=None, never=None):
    z = random.normal(size=(len(labels), classes)) * sharp
    for p, label in enumerate(labels):
        z[p, label] += sharp * 0.7
    if never is not None:
        z[:, never] = -30
    if levels is not None:
        z = np.round(z * levels) / levels
    a = np.exp(z - z.max(axis=1, keepdims=True))
    a = (a / a.sum(axis=1, keepdims=True)).astype(np.float32)
    labels = [int(label) for label in labels]
    weights = [float(w) for w in np.float32(random.uniform(0.1, 4, size=len(labels)))]
    return {"name": name, "classes": classes, "outputs": a.astype(float).tolist(), "labels": labels, "weights": weights,
            "plain": class_figures(a, labels, None), "weighted": class_figures(a, labels, weights)}


def number_figures(outputs, targets, weights):
    def of(function, **more):
        return [number(x) for x in np.atleast_1d(function(targets, outputs, sample_weight=weights, **more))]

    raw, mean = dict(multioutput="raw_values"), dict(multioutput="uniform_average")
    squared, absolute, r2 = metrics.mean_squared_error, metrics.mean_absolute_error, metrics.r2_score
    return {
        "mean_squared_error": of(squared, **mean)[0], "targets_mean_squared_error": of(squared, **raw),
        "root_mean_squared_error": math.sqrt(of(squared, **mean)[0]),
        "targets_root_mean_squared_error": of(metrics.root_mean_squared_error, **raw),
        "mean_absolute_error": of(absolute, **mean)[0], "targets_mean_absolute_error": of(absolute, **raw),
        "r2": of(r2, **mean)[0], "targets_r2": of(r2, **raw),
    }


def number_case(name, patterns, columns, offset=0.0, noise=0.5):
    targets = np.float32(random.normal(size=(patterns, columns)) * 3 + offset).astype(float)
    outputs = np.float32(targets + random.normal(size=targets.shape) * noise).astype(float)
    weights = [float(w) for w in np.float32(random.uniform(0.1, 4, size=patterns))]
    return {"name": name, "columns": columns, "outputs": outputs.tolist(), "targets": targets.tolist(),
            "weights": weights, "plain": number_figures(outputs, targets, None),
            "weighted": number_figures(outputs, targets, weights)}


def main(path):
    cases = {
        "classes": [
            softmax_case("three classes", random.integers(0, 3, size=25), 3),
            softmax_case("one class is never predicted", [0, 1, 2, 3] * 5, 4, never=2),
            softmax_case("one class does not occur", [0, 2] * 10, 4, sharp=1.0),
            softmax_case("two classes", random.integers(0, 2, size=40), 2),
            softmax_case("two classes, many equal scores", random.integers(0, 2, size=60), 2, sharp=1.0, levels=1),
            softmax_case("eight classes", random.integers(0, 8, size=50), 8, sharp=1.0),
            softmax_case("one class alone", [1] * 6, 3),
            softmax_case("one pattern", [0], 3),
        ],
        "numbers": [
            number_case("one target", 20, 1),
            number_case("three targets", 15, 3),
            number_case("far from 0", 30, 2, offset=1e6, noise=2.0),
            number_case("worse than the mean", 12, 1, noise=20.0),
        ],
    }
    with open(path, "w") as file:
        json.dump(cases, file, separators=(",", ":"))
        file.write("\n")


main(sys.argv[1])
