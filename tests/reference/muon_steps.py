"""Steps of Muon, with AdamW for the tensors that it does not take, by PyTorch, for write_optimizers.py.

PyTorch rounds what it orthogonalises to bfloat16, which has 8 bits; here it stays in float64, so that the formula itself is
compared.
"""
import unittest.mock

import numpy as np
import torch


def run_muon(layers, start, gradient, factors, lr=0.02, momentum=0.95, weight_decay=0.01, adjust_lr_fn="original",
             ns_steps=5, others=0.015, hidden=False):
    """layers: (fan_in, fan_out) of each; start: weights [fan_in][fan_out] row by row, then biases, layer after layer;
    gradient(w, t) as one such list; factors: on the rate, step by step. Returns the list after each step."""
    matrices, rest, tensors, at = [], [], [], 0
    for number, (fan_in, fan_out) in enumerate(layers):
        weight = torch.tensor(start[at:at + fan_in * fan_out]).reshape(fan_in, fan_out).T.contiguous()
        bias = torch.tensor(start[at + weight.numel():at + weight.numel() + fan_out])
        at += weight.numel() + fan_out
        tensors += [weight.requires_grad_(), bias.requires_grad_()]
        is_taken = not hidden or 0 < number < len(layers) - 1
        (matrices if is_taken else rest).append(weight)
        rest.append(bias)
    muon = torch.optim.Muon(matrices, lr=lr, momentum=momentum, weight_decay=weight_decay, adjust_lr_fn=adjust_lr_fn,
                            ns_steps=ns_steps)
    adamw = torch.optim.AdamW(
        [{"params": [p for p in rest if p.ndim == 2], "weight_decay": weight_decay},
         {"params": [p for p in rest if p.ndim == 1], "weight_decay": 0.0}], lr=lr * others, betas=(0.9, 0.95), eps=1e-10)
    flat = lambda: np.concatenate([t.detach().numpy().T.ravel() for t in tensors])
    steps = []
    for t, factor in enumerate(factors, 1):
        g, at = torch.tensor(gradient(flat(), t)), 0
        for tensor in tensors:
            part = g[at:at + tensor.numel()]
            tensor.grad = part.reshape(tensor.shape[::-1]).T.contiguous() if tensor.ndim == 2 else part.clone()
            at += tensor.numel()
        for optimizer, rate in ((muon, lr), (adamw, lr * others)):
            for group in optimizer.param_groups:
                group["lr"] = rate * factor
        with unittest.mock.patch.object(torch, "bfloat16", torch.float64):
            muon.step()
        adamw.step()
        steps.append(flat().tolist())
    return steps


def run_muon_on_layers(steps):
    """On four layers, tall, wide and in between, with gradients that do not depend on the weights."""
    layers = [(7, 3), (3, 6), (6, 6), (6, 2)]
    random = np.random.RandomState(11)
    count = sum(rows * columns + columns for rows, columns in layers)
    start = np.round(random.normal(0, 0.5, count), 4).tolist()
    drift = random.normal(0, 0.1, count)
    gradients = np.round(drift + random.normal(0, 0.3, (steps, count)), 2).tolist()
    kept = (1, 10, steps)
    cases = []
    for settings, arguments in (({}, {}), ({"matrices": "hidden", "others_rate": "0.1"}, {"hidden": True, "others": 0.1})):
        after = run_muon(layers, start, lambda w, t: np.array(gradients[t - 1]), [1.0] * steps, **arguments)
        cases.append({"settings": settings, "weights": {str(t): after[t - 1] for t in kept}})
    return {"shape": [7, 3, 6, 6, 2], "start": start, "gradients": gradients, "cases": cases}
