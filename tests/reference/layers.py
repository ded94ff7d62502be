"""The tensors of a network for PyTorch's rules, and a problem on them, for write_optimizers.py.

A list of numbers has weights [fan_in][fan_out] row by row, then biases, layer after layer.
"""
import numpy as np
import torch


class Layers:
    """layers: (fan_in, fan_out) of each. `weights` are [fan_out][fan_in], as PyTorch has them."""

    def __init__(self, layers, start):
        self.tensors, at = [], 0
        for fan_in, fan_out in layers:
            weight = torch.tensor(start[at:at + fan_in * fan_out]).reshape(fan_in, fan_out).T.contiguous()
            bias = torch.tensor(start[at + weight.numel():at + weight.numel() + fan_out])
            at += weight.numel() + fan_out
            self.tensors += [weight.requires_grad_(), bias.requires_grad_()]
        self.weights, self.biases = self.tensors[::2], self.tensors[1::2]

    def flat(self):
        return np.concatenate([t.detach().numpy().T.ravel() for t in self.tensors])

    def set_gradient(self, gradient):
        g, at = torch.tensor(gradient), 0
        for tensor in self.tensors:
            part = g[at:at + tensor.numel()]
            tensor.grad = part.reshape(tensor.shape[::-1]).T.contiguous() if tensor.ndim == 2 else part.clone()
            at += tensor.numel()


def run_on(layers, optimizers, gradient, factors, step):
    """The numbers after each step: `step()` calls the optimizers, whose rates are multiplied by `factors`."""
    rates = [[group["lr"] for group in one.param_groups] for one in optimizers]
    steps = []
    for t, factor in enumerate(factors, 1):
        layers.set_gradient(gradient(layers.flat(), t))
        for optimizer, base in zip(optimizers, rates):
            for group, rate in zip(optimizer.param_groups, base):
                group["lr"] = rate * factor
        step()
        steps.append(layers.flat().tolist())
    return steps


def given_gradients(layers, steps):
    """A start, and gradients that do not depend on the weights."""
    random = np.random.RandomState(11)
    count = sum(rows * columns + columns for rows, columns in layers)
    start = np.round(random.normal(0, 0.5, count), 4).tolist()
    drift = random.normal(0, 0.1, count)
    return start, np.round(drift + random.normal(0, 0.3, (steps, count)), 2).tolist()


def cases_on_layers(layers, steps, run, cases):
    """run(layers, start, gradient, factors, **arguments) for each (settings, arguments)."""
    start, gradients = given_gradients(layers, steps)
    written = []
    for settings, arguments in cases:
        after = run(layers, start, lambda w, t: np.array(gradients[t - 1]), [1.0] * steps, **arguments)
        written.append({"settings": settings, "weights": {str(t): after[t - 1] for t in (1, 10, steps)}})
    shape = [layers[0][0]] + [fan_out for _, fan_out in layers]
    return {"shape": shape, "start": start, "gradients": gradients, "cases": written}
