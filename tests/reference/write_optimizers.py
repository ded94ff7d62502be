#!/usr/bin/env python3
"""Writes optimizers.json: 100 steps of every update rule in float64, by PyTorch or pytorch-optimizer or, where neither
has such a rule, by NumPy, which follows the papers and shares nothing with Descent.

    pip install torch numpy pytorch-optimizer schedulefree prodigyopt dadaptation dog-optimizer && python3 tests/reference/write_optimizers.py

The problem is a noisy parabola in two tensors, weights [3][2] and biases [2], flattened one after the other:
gradient_i(t) = curvature_i (w_i - centre_i) + noise_i(t). Only the rule is tested, so the noise is kept in the file.
"""
import importlib.metadata
import json
import pathlib
import unittest.mock

import dadaptation
import dog
import numpy as np
import prodigyopt
import pytorch_optimizer
import schedulefree
import torch

from lbfgs_steps import run_lbfgs
from muon_steps import run_muon, run_muon_on_layers
from numpy_rules import (cautious_adam, classic_nesterov, dozat_nadam, eps_hat_adam, keras_adagrad, keras_nadam, keras_rmsprop, lamb, lars,
                         lion, paper_yogi, velocity_momentum)
from soap_steps import run_soap, run_soap_on_layers
from wrapped_rules import Averaged, Lookahead, Yogi

torch.set_default_dtype(torch.float64)  # NAdam keeps its product of mu in the default type
STEPS = 100
KEPT = [1, 2, 3, 10, 50, 100]
WEIGHTS = 6  # of the 8 parameters; the others are biases

random = np.random.RandomState(7)
PROBLEM = {
    "curvature": [0.3, 1.0, 3.0, 0.1, 0.7, 2.0, 1.5, 0.5],
    "centre": [1.0, -2.0, 0.5, 3.0, 0.0, -1.0, 0.25, -0.75],
    "start": [0.5, -0.5, 1.5, -1.0, 0.75, 0.1, 0.2, -0.3],
    "noise": np.round(random.normal(0, 0.3, (STEPS, 8)), 6).tolist(),
}
CURVATURE, CENTRE = np.array(PROBLEM["curvature"]), np.array(PROBLEM["centre"])


def gradient(w, t):
    return CURVATURE * (w - CENTRE) + np.array(PROBLEM["noise"][t - 1])


def rate_factor(rates, t):
    return 0.1 if rates == "tenth_after_50" and t > 50 else 1.0


def measured_weights(optimizer, tensors):
    """Of a rule that has others than those it trains."""
    optimizer.eval()
    weights = np.concatenate([x.detach().numpy() for x in tensors]).tolist()
    optimizer.train()
    return weights


def take_gradient(tensors, t):
    g = gradient(np.concatenate([x.detach().numpy() for x in tensors]), t)
    tensors[0].grad = torch.tensor(g[:WEIGHTS])
    tensors[1].grad = torch.tensor(g[WEIGHTS:])


def run_torch(make, rates):
    """The weights after some of the steps, and those that are measured, where they are others."""
    start = torch.tensor(PROBLEM["start"], dtype=torch.float64)
    tensors = [start[:WEIGHTS].clone().requires_grad_(), start[WEIGHTS:].clone().requires_grad_()]
    optimizer = make(tensors)
    base = [group["lr"] for group in optimizer.param_groups]
    kept, measured = {}, {}
    if hasattr(optimizer, "train"):
        optimizer.train()
    for t in range(1, STEPS + 1):
        for group, rate in zip(optimizer.param_groups, base):
            group["lr"] = rate * rate_factor(rates, t)
        take_gradient(tensors, t)
        if hasattr(optimizer, "first_step"):
            with unittest.mock.patch.object(torch.Tensor, "float", torch.Tensor.double):  # of the norm
                optimizer.first_step()
            take_gradient(tensors, t)
            optimizer.second_step()
        else:
            optimizer.step()
        if t in KEPT:
            kept[str(t)] = np.concatenate([x.detach().numpy() for x in tensors]).tolist()
            if hasattr(optimizer, "eval"):
                measured[str(t)] = measured_weights(optimizer, tensors)
    return {"weights": kept, "measured": measured} if measured else {"weights": kept}


def run_numpy(rule, rates):
    w = np.array(PROBLEM["start"])
    parts = [(slice(0, WEIGHTS), 1.0, {}), (slice(WEIGHTS, 8), 0.0, {})]
    kept = {}
    for t in range(1, STEPS + 1):
        g = gradient(w, t)
        w = np.concatenate([rule(t, rate_factor(rates, t), w[s], g[s], decays, state) for s, decays, state in parts])
        if t in KEPT:
            kept[str(t)] = w.tolist()
    return {"weights": kept}


# PyTorch's classes; `decays` are those whose decay is their own, so biases stand in a group without it.
def torch_rule(name, **arguments):
    return lambda tensors: getattr(torch.optim, name)(tensors, **arguments)


def torch_rule_with_decay(name, weight_decay, **arguments):
    return rule_with_decay(getattr(torch.optim, name), weight_decay, **arguments)


def rule_with_decay(make, weight_decay, **arguments):
    parts = lambda tensors: [{"params": p, "weight_decay": d} for p, d in zip(tensors, (weight_decay, 0.0))]
    return lambda tensors: make(parts(tensors), **arguments)


def library_rule(name, weight_decay=0.0, **arguments):
    return rule_with_decay(getattr(pytorch_optimizer, name), weight_decay, foreach=False, **arguments)


def averaged(make, decay, warmup=True):
    return lambda tensors: Averaged(decay, warmup, make(tensors), tensors)


def looking_ahead(make, **arguments):
    return lambda tensors: Lookahead(pytorch_optimizer.Lookahead(make(tensors), **arguments), tensors)


def authors_rule(make, **arguments):
    """Rules that look at the whole network: one group, so without decay."""
    return lambda tensors: make(tensors, **arguments)


def free_rule(name, weight_decay=0.0, **arguments):
    return rule_with_decay(getattr(schedulefree, name), weight_decay, foreach=False, **arguments)


T, D, P, A = torch_rule, torch_rule_with_decay, library_rule, authors_rule
CASES = [  # optimizer, settings, rates, reference
    ("gd", {}, "constant", T("SGD", lr=0.01)),
    ("gd", {"learning_rate": "0.3"}, "tenth_after_50", T("SGD", lr=0.3)),
    ("momentum", {}, "constant", T("SGD", lr=0.01, momentum=0.9)),
    ("momentum", {"learning_rate": "0.05", "momentum": "0.5"}, "tenth_after_50", velocity_momentum(0.05, 0.5)),
    ("momentum", {"variant": "torch", "learning_rate": "0.05"}, "tenth_after_50", T("SGD", lr=0.05, momentum=0.9)),
    ("momentum", {"momentum": "0"}, "constant", T("SGD", lr=0.01)),
    ("nesterov", {}, "constant", T("SGD", lr=0.01, momentum=0.9, nesterov=True)),
    ("nesterov", {"momentum": "0.99", "learning_rate": "0.002"}, "tenth_after_50",
     T("SGD", lr=0.002, momentum=0.99, nesterov=True)),
    ("nesterov", {"variant": "classic", "learning_rate": "0.03"}, "tenth_after_50", classic_nesterov(0.03)),
    ("adagrad", {}, "constant", T("Adagrad", lr=0.01)),
    ("adagrad", {"learning_rate": "0.5", "start": "0.3", "epsilon": "1e-6"}, "tenth_after_50",
     T("Adagrad", lr=0.5, initial_accumulator_value=0.3, eps=1e-6)),
    ("adagrad", {"variant": "keras", "epsilon": "1e-7", "start": "0.1"}, "constant", keras_adagrad()),
    ("rmsprop", {}, "constant", T("RMSprop", lr=0.01)),
    ("rmsprop", {"momentum": "0.9", "learning_rate": "0.001"}, "tenth_after_50",
     T("RMSprop", lr=0.001, momentum=0.9)),
    ("rmsprop", {"centered": "yes", "rho": "0.9"}, "constant", T("RMSprop", lr=0.01, alpha=0.9, centered=True)),
    ("rmsprop", {"centered": "yes", "momentum": "0.5", "epsilon": "1e-4"}, "tenth_after_50",
     T("RMSprop", lr=0.01, momentum=0.5, centered=True, eps=1e-4)),
    ("rmsprop", {"variant": "keras", "rho": "0.9", "epsilon": "1e-7"}, "constant", keras_rmsprop()),
    ("rmsprop", {"variant": "keras", "rho": "0.9", "epsilon": "1e-7", "momentum": "0.8", "centered": "yes"},
     "tenth_after_50", keras_rmsprop(mu=0.8, centered=True)),
    ("adam", {}, "constant", T("Adam")),
    ("adam", {"learning_rate": "0.1", "beta1": "0.5", "beta2": "0.9", "epsilon": "1e-3"}, "tenth_after_50",
     T("Adam", lr=0.1, betas=(0.5, 0.9), eps=1e-3)),
    ("adam", {"variant": "amsgrad", "learning_rate": "0.05", "beta2": "0.9"}, "constant",
     T("Adam", lr=0.05, betas=(0.9, 0.9), amsgrad=True)),
    ("adam", {"variant": "eps_hat", "epsilon": "1e-7"}, "constant", eps_hat_adam()),
    ("adam", {"variant": "eps_hat", "epsilon": "1e-2", "learning_rate": "0.02"}, "tenth_after_50",
     eps_hat_adam(0.02, eps=1e-2)),
    ("nadam", {}, "constant", T("NAdam")),
    ("nadam", {"learning_rate": "0.05", "psi": "0.1", "beta1": "0.8"}, "tenth_after_50",
     T("NAdam", lr=0.05, momentum_decay=0.1, betas=(0.8, 0.999))),
    ("nadam", {"variant": "keras", "epsilon": "1e-7"}, "constant", keras_nadam()),
    ("nadam", {"variant": "dozat"}, "constant", dozat_nadam()),
    ("nadam", {"variant": "ruder", "learning_rate": "0.02", "beta1": "0.7"}, "tenth_after_50", dozat_nadam(0.02, 0.7)),
    ("adamw", {}, "constant", D("AdamW", 0.01, lr=0.001)),
    ("adamw", {"learning_rate": "0.05", "weight_decay": "0.3", "beta2": "0.95"}, "tenth_after_50",
     D("AdamW", 0.3, lr=0.05, betas=(0.9, 0.95))),
    ("adadelta", {}, "constant", T("Adadelta", lr=1.0)),
    ("adadelta", {"learning_rate": "3", "rho": "0.95", "epsilon": "1e-4"}, "tenth_after_50",
     T("Adadelta", lr=3.0, rho=0.95, eps=1e-4)),
    ("adamax", {}, "constant", T("Adamax")),
    ("adamax", {"learning_rate": "0.05", "beta1": "0.5", "beta2": "0.9"}, "tenth_after_50",
     T("Adamax", lr=0.05, betas=(0.5, 0.9))),
    ("lion", {}, "constant", lion()),
    ("lion", {"learning_rate": "0.01", "weight_decay": "0.1", "beta1": "0.95"}, "tenth_after_50",
     lion(0.01, 0.95, 0.99, 0.1)),
    ("rprop", {}, "constant", T("Rprop", lr=0.01)),
    ("rprop", {"learning_rate": "0.1", "increase": "1.1", "decrease": "0.7", "smallest": "0.001", "largest": "0.5"},
     "constant", T("Rprop", lr=0.1, etas=(0.7, 1.1), step_sizes=(0.001, 0.5))),
    ("lars", {}, "constant", lars()),
    ("lars", {"learning_rate": "10", "trust": "0.01", "weight_decay": "0.1", "momentum": "0.5"}, "tenth_after_50",
     lars(10, 0.5, 0.01, 0.1)),
    ("lamb", {}, "constant", lamb()),
    ("lamb", {"learning_rate": "0.05", "weight_decay": "0.2", "beta2": "0.99"}, "tenth_after_50",
     lamb(0.05, b2=0.99, wd=0.2)),
    ("adan", {}, "constant", P("Adan")),
    ("adan", {"learning_rate": "0.05", "beta1": "0.9", "weight_decay": "0.3", "epsilon": "1e-3"}, "tenth_after_50",
     P("Adan", 0.3, lr=0.05, betas=(0.9, 0.92, 0.99), eps=1e-3)),
    ("adan", {"variant": "decoupled", "learning_rate": "0.02", "weight_decay": "0.2"}, "tenth_after_50",
     P("Adan", 0.2, lr=0.02, weight_decouple=True)),
    ("ademamix", {}, "constant", P("AdEMAMix")),
    ("ademamix", {"learning_rate": "0.02", "beta3": "0.99", "alpha": "2", "weight_decay": "0.3"}, "tenth_after_50",
     P("AdEMAMix", 0.3, lr=0.02, betas=(0.9, 0.999, 0.99), alpha=2.0, weight_decouple=True)),
    ("ademamix", {"warmup": "60", "beta3": "0.999"}, "constant",
     P("AdEMAMix", betas=(0.9, 0.999, 0.999), t_alpha_beta3=60)),
    ("radam", {}, "constant", T("RAdam")),
    ("radam", {"learning_rate": "0.05", "beta1": "0.8", "beta2": "0.98", "epsilon": "1e-3"}, "tenth_after_50",
     T("RAdam", lr=0.05, betas=(0.8, 0.98), eps=1e-3)),
    ("nadamw", {}, "constant", D("NAdam", 0.01, decoupled_weight_decay=True)),
    ("nadamw", {"learning_rate": "0.05", "psi": "0.1", "beta1": "0.8", "weight_decay": "0.3"}, "tenth_after_50",
     D("NAdam", 0.3, lr=0.05, momentum_decay=0.1, betas=(0.8, 0.999), decoupled_weight_decay=True)),
    ("yogi", {}, "constant", rule_with_decay(Yogi, 0.0, foreach=False)),
    ("yogi", {"learning_rate": "0.05", "beta2": "0.9", "start": "0.1", "epsilon": "1e-4"}, "tenth_after_50",
     rule_with_decay(Yogi, 0.0, lr=0.05, betas=(0.9, 0.9), initial_accumulator=0.1, eps=1e-4, foreach=False)),
    ("yogi", {"variant": "paper"}, "constant", paper_yogi()),
    ("adopt", {"clip": "no"}, "constant", P("ADOPT", clip_lambda=None)),
    ("adopt", {"learning_rate": "0.05", "beta2": "0.95", "epsilon": "0.01", "weight_decay": "0.2"}, "tenth_after_50",
     P("ADOPT", 0.2, lr=0.05, betas=(0.9, 0.95), eps=0.01, weight_decouple=True,
       clip_lambda=lambda step: (step - 1) ** 0.25)),  # the package's own is step ** 0.25
    ("adabelief", {}, "constant", P("AdaBelief", rectify=False)),
    ("adabelief", {"learning_rate": "0.05", "beta2": "0.95", "epsilon": "1e-4", "weight_decay": "0.2"},
     "tenth_after_50", P("AdaBelief", 0.2, lr=0.05, betas=(0.9, 0.95), eps=1e-4, rectify=False)),
    ("signum", {}, "constant", P("SignSGD", lr=0.001)),
    ("signum", {"learning_rate": "0.02", "momentum": "0.5", "weight_decay": "0.2"}, "tenth_after_50",
     P("SignSGD", 0.2, lr=0.02, momentum=0.5)),
    ("schedule-free", {}, "constant", free_rule("AdamWScheduleFree")),
    ("schedule-free", {"learning_rate": "0.05", "beta1": "0.8", "beta2": "0.95", "weight_decay": "0.2"},
     "tenth_after_50", free_rule("AdamWScheduleFree", 0.2, lr=0.05, betas=(0.8, 0.95))),
    ("schedule-free", {"variant": "sgd", "learning_rate": "0.3", "weight_decay": "0.1"}, "tenth_after_50",
     free_rule("SGDScheduleFree", 0.1, lr=0.3)),
    ("prodigy", {}, "constant", A(prodigyopt.Prodigy)),
    ("prodigy", {"first_distance": "0.01", "beta2": "0.99", "bias_correction": "yes", "safeguard": "yes"},
     "tenth_after_50", A(prodigyopt.Prodigy, d0=0.01, betas=(0.9, 0.99), use_bias_correction=True, safeguard_warmup=True)),
    ("d-adaptation", {}, "constant", A(dadaptation.DAdaptAdam)),
    ("d-adaptation", {"first_distance": "0.01", "learning_rate": "0.5", "beta2": "0.99"}, "tenth_after_50",
     A(dadaptation.DAdaptAdam, d0=0.01, lr=0.5, betas=(0.9, 0.99))),
    ("dog", {}, "constant", A(dog.DoG)),
    ("dog", {"first_share": "0.01", "learning_rate": "0.5"}, "tenth_after_50", A(dog.DoG, reps_rel=0.01, lr=0.5)),
    ("ema(adamw)", {"ema.decay": "0.9", "ema.warmup": "no"}, "constant",
     averaged(D("AdamW", 0.01, lr=0.001), 0.9, warmup=False)),
    ("ema(momentum)", {"learning_rate": "0.05", "variant": "torch"}, "tenth_after_50",
     averaged(T("SGD", lr=0.05, momentum=0.9), 0.999)),
    ("lookahead(adam)", {}, "constant", looking_ahead(T("Adam"), k=5, alpha=0.5)),
    ("lookahead(gd)", {"learning_rate": "0.3", "lookahead.period": "7", "lookahead.alpha": "0.8"}, "tenth_after_50",
     looking_ahead(T("SGD", lr=0.3), k=7, alpha=0.8)),
    ("sam(momentum)", {"variant": "torch"}, "constant",
     A(pytorch_optimizer.SAM, base_optimizer=torch.optim.SGD, lr=0.01, momentum=0.9, foreach=False)),
    ("sam(adam)", {"learning_rate": "0.05", "sam.rho": "0.5", "sam.adaptive": "yes"}, "tenth_after_50",
     A(pytorch_optimizer.SAM, base_optimizer=torch.optim.Adam, rho=0.5, adaptive=True, lr=0.05, foreach=False)),
    ("cautious(adam)", {}, "constant", cautious_adam()),
    ("cautious(adam)", {"learning_rate": "0.05", "beta1": "0.5", "beta2": "0.9", "epsilon": "1e-3"}, "tenth_after_50",
     cautious_adam(0.05, 0.5, 0.9, 1e-3)),
]
MUON_CASES = [  # settings, rates, arguments of run_muon
    ({}, "constant", {}),
    ({"learning_rate": "0.05", "momentum": "0.8", "weight_decay": "0.3", "scale": "rms", "iterations": "3",
      "others_rate": "0.2"}, "tenth_after_50",
     {"lr": 0.05, "momentum": 0.8, "weight_decay": 0.3, "adjust_lr_fn": "match_rms_adamw", "ns_steps": 3, "others": 0.2}),
]

SOAP_CASES = [
    ({}, "constant", {}),
    ({"learning_rate": "0.05", "beta1": "0.8", "beta2": "0.9", "period": "3", "weight_decay": "0.3", "epsilon": "1e-3"},
     "tenth_after_50", {"lr": 0.05, "betas": (0.8, 0.9), "period": 3, "weight_decay": 0.3, "eps": 1e-3}),
]


def main():
    cases = []
    for name, settings, rates, reference in CASES:
        by_torch = reference.__qualname__.startswith(("torch_rule", "rule_with_decay", "averaged", "looking_ahead", "authors_rule"))
        cases.append({
            "optimizer": name, "settings": settings, "rates": rates, "reference": "torch" if by_torch else "numpy",
            **(run_torch if by_torch else run_numpy)(reference, rates)})
    for name, run, own in (("muon", run_muon, MUON_CASES), ("soap", run_soap, SOAP_CASES)):
        for settings, rates, arguments in own:
            factors = [rate_factor(rates, t) for t in range(1, STEPS + 1)]
            steps = run([(3, 2)], PROBLEM["start"], gradient, factors, **arguments)
            cases.append({"optimizer": name, "settings": settings, "rates": rates, "reference": "torch",
                          "weights": {str(t): steps[t - 1] for t in KEPT}})
    line_searches = [{"memory": memory, "steps": run_lbfgs(PROBLEM["start"], memory, 30)} for memory in (10, 3)]
    document = {"torch": torch.__version__, "pytorch-optimizer": importlib.metadata.version("pytorch-optimizer"),
                "numpy": np.__version__, "problem": PROBLEM, "cases": cases, "lbfgs_on_rosenbrock_chain": line_searches,
                "muon_on_layers": run_muon_on_layers(STEPS), "soap_on_layers": run_soap_on_layers(STEPS)}
    path = pathlib.Path(__file__).with_name("optimizers.json")
    lines = json.dumps(document, separators=(",", ":")).replace('},{"optimizer"', '},\n{"optimizer"')
    path.write_text(lines + "\n")


if __name__ == "__main__":
    main()
