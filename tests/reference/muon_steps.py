"""Steps of Muon, with AdamW for the tensors that it does not take, by PyTorch, for write_optimizers.py.

PyTorch rounds what it orthogonalises to bfloat16, which has 8 bits; here it stays in float64, so that the formula itself is
compared.
"""
import unittest.mock

import torch

from layers import Layers, cases_on_layers, run_on


def run_muon(layers, start, gradient, factors, lr=0.02, momentum=0.95, weight_decay=0.01, adjust_lr_fn="original",
             ns_steps=5, others=0.015, hidden=False):
    """gradient(w, t) and start: lists as of layers.py; factors: on the rate, step by step."""
    tensors = Layers(layers, start)
    taken = tensors.weights[1:-1] if hidden else tensors.weights
    rest = [weight for weight in tensors.weights if all(weight is not one for one in taken)]
    muon = torch.optim.Muon(taken, lr=lr, momentum=momentum, weight_decay=weight_decay, adjust_lr_fn=adjust_lr_fn,
                            ns_steps=ns_steps)
    groups = [{"params": rest, "weight_decay": weight_decay}] if rest else []
    adamw = torch.optim.AdamW(groups + [{"params": tensors.biases, "weight_decay": 0.0}], lr=lr * others,
                              betas=(0.9, 0.95), eps=1e-10)

    def step():
        with unittest.mock.patch.object(torch, "bfloat16", torch.float64):
            muon.step()
        adamw.step()

    return run_on(tensors, (muon, adamw), gradient, factors, step)


def run_muon_on_layers(steps):
    """On four layers, tall, wide and in between."""
    return cases_on_layers([(7, 3), (3, 6), (6, 6), (6, 2)], steps, run_muon,
                           [({}, {}), ({"matrices": "hidden", "others_rate": "0.1"}, {"hidden": True, "others": 0.1})])
