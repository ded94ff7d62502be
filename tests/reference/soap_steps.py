"""Steps of SOAP by pytorch-optimizer, for write_optimizers.py: turned on the smaller side of each matrix alone.

The package orthonormalises in float32; here it stays in float64, so that the formula itself is compared.
"""
import unittest.mock

import pytorch_optimizer
import torch

from layers import Layers, cases_on_layers, run_on


def run_soap(layers, start, gradient, factors, lr=0.003, betas=(0.95, 0.95), weight_decay=0.01, period=10, largest=10000,
             eps=1e-8):
    """No layer is square: the package would turn both sides."""
    tensors = Layers(layers, start)
    make = lambda tensor, decay, side: pytorch_optimizer.SOAP(
        [tensor], lr=lr, betas=betas, weight_decay=decay, precondition_frequency=period, max_precondition_dim=side, eps=eps)
    optimizers = [make(w, weight_decay, min(w.shape) if min(w.shape) <= largest else 1) for w in tensors.weights]
    optimizers += [make(bias, 0.0, 1) for bias in tensors.biases]

    def step():
        with unittest.mock.patch.object(torch, "float32", torch.float64):
            for optimizer in optimizers:
                optimizer.step()

    return run_on(tensors, optimizers, gradient, factors, step)


def run_soap_on_layers(steps):
    return cases_on_layers([(7, 3), (3, 6), (6, 4), (4, 2)], steps, run_soap, [
        ({}, {}), ({"period": "3", "beta1": "0.8", "beta2": "0.9", "weight_decay": "0.2", "largest": "3"},
                   {"period": 3, "betas": (0.8, 0.9), "weight_decay": 0.2, "largest": 3})])
