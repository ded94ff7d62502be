"""PyTorch, in the ways that its experts would try: `loop` and `loop-compiled` train one network after the other by autograd
and torch.optim, the latter with a compiled loss; `stack` trains several side by side with their gradients written out, and
`stack-compiled` compiles its step.
"""
import numpy
import torch
from torch.nn import functional

torch._dynamo.config.cache_size_limit = 64


class Loop:
    """One network, by autograd and torch.optim: fused where PyTorch has that, else foreach."""

    MAKE = {"gd": lambda w, lr: torch.optim.SGD(w, lr, fused=True),
            "momentum": lambda w, lr: torch.optim.SGD(w, lr, momentum=0.9, fused=True),
            "nesterov": lambda w, lr: torch.optim.SGD(w, lr, momentum=0.9, nesterov=True, fused=True),
            "adagrad": lambda w, lr: torch.optim.Adagrad(w, lr, fused=True),
            "rmsprop": lambda w, lr: torch.optim.RMSprop(w, lr, foreach=True),
            "adam": lambda w, lr: torch.optim.Adam(w, lr, fused=True),
            "nadam": lambda w, lr: torch.optim.NAdam(w, lr, foreach=True)}

    def __init__(self, optimizer, rates, weights, compiled):
        (rate,), ((hidden, output),) = rates, weights
        self.weights = [torch.from_numpy(part.T.copy()).requires_grad_() for part in (*hidden, *output)]
        self.optimizer = Loop.MAKE[optimizer](self.weights, rate)
        self.loss = compiled_loss if compiled else loss_of

    def step(self, x, y):
        loss = self.loss(*self.weights, x[0], y[0])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.detach()[None]

    def outputs(self, i, x):
        return outputs_of(*self.weights, x)


def outputs_of(w1, b1, w2, b2, x):
    return functional.linear(torch.relu(functional.linear(x, w1, b1)), w2, b2)


def loss_of(w1, b1, w2, b2, x, y):
    return functional.cross_entropy(outputs_of(w1, b1, w2, b2, x), y)


compiled_loss = torch.compile(loss_of)


class Stack:
    """Networks side by side; where all take the same batch, one product has the first layers of all."""

    def __init__(self, optimizer, rates, weights, compiled):
        (w1, b1), (w2, b2) = ([torch.from_numpy(part) for part in layer] for layer in
                              ([numpy.stack([one[i][j] for one in weights]) for j in (0, 1)] for i in (0, 1)))
        self.weights = [w1.transpose(0, 1).contiguous(), b1, w2, b2]  # w1: [inputs][networks][hidden]
        self.slots = [[torch.zeros_like(w) for _ in range(SLOTS[optimizer])] for w in self.weights]
        self.rate = torch.tensor(rates)
        self.time, self.product = 0, 1.0
        kind = torch.compile(step_of) if compiled else step_of
        self.advance = lambda *what: kind(optimizer, *what)

    def step(self, x, y):
        self.time += 1
        own, following = (0.9 * (1 - 0.5 * 0.96 ** (0.004 * t)) for t in (self.time, self.time + 1))
        self.product *= own
        factors = (1 - 0.9 ** self.time, (1 - 0.999 ** self.time) ** 0.5, (1 - own) / (1 - self.product),
                   following / (1 - self.product * following))
        return self.advance(self.weights, self.slots, self.rate, torch.tensor(factors), x, y)

    def outputs(self, i, x):
        w1, b1, w2, b2 = self.weights
        return torch.relu(torch.addmm(b1[i], x, w1[:, i])) @ w2[i] + b2[i]


SLOTS = {"gd": 0, "momentum": 1, "nesterov": 1, "adagrad": 1, "rmsprop": 1, "adam": 2, "nadam": 2}


def gradients_of(weights, x, y):
    """x: [networks or 1][batch][inputs]; y: [networks or 1][batch]."""
    w1, b1, w2, b2 = weights
    networks, batch = w1.shape[1], x.shape[1]
    if len(x) == 1:
        a1 = (x[0] @ w1.flatten(1)).view(batch, networks, -1).transpose(0, 1)
    else:
        a1 = torch.bmm(x, w1.transpose(0, 1))
    a1 = torch.relu(a1 + b1[:, None])
    logarithm = torch.log_softmax(torch.baddbmm(b2[:, None], a1, w2), dim=2)
    right = functional.one_hot(y, w2.shape[2]).to(a1.dtype)
    loss = -(logarithm * right).sum(dim=2).mean(dim=1)
    d2 = (logarithm.exp() - right) / batch
    d1 = torch.bmm(d2, w2.transpose(1, 2)) * (a1 > 0)
    if len(x) == 1:
        g1 = (x[0].T @ d1.transpose(0, 1).flatten(1)).view_as(w1)
    else:
        g1 = torch.bmm(x.transpose(1, 2), d1).transpose(0, 1)
    return loss, (g1, d1.sum(dim=1), torch.bmm(a1.transpose(1, 2), d2), d2.sum(dim=1))


def update(optimizer, w, g, slots, rate, factors):
    """In place."""
    if optimizer == "gd":
        w.sub_(rate * g)
    elif optimizer == "momentum":
        w.sub_(rate * slots[0].mul_(0.9).add_(g))
    elif optimizer == "nesterov":
        w.sub_(rate * (g + 0.9 * slots[0].mul_(0.9).add_(g)))
    elif optimizer == "adagrad":
        w.sub_(rate * g / (slots[0].addcmul_(g, g).sqrt() + 1e-10))
    elif optimizer == "rmsprop":
        w.sub_(rate * g / (slots[0].mul_(0.99).addcmul_(g, g, value=0.01).sqrt() + 1e-8))
    else:
        m = slots[0].mul_(0.9).add_(g, alpha=0.1)
        divisor = slots[1].mul_(0.999).addcmul_(g, g, value=0.001).sqrt() / factors[1] + 1e-8
        way = m / factors[0] if optimizer == "adam" else factors[2] * g + factors[3] * m
        w.sub_(rate * way / divisor)


def step_of(optimizer, weights, slots, rate, factors, x, y):
    loss, gradients = gradients_of(weights, x, y)
    shapes = [(1, -1, 1), (-1, 1), (-1, 1, 1), (-1, 1)]
    for w, g, own, shape in zip(weights, gradients, slots, shapes):
        update(optimizer, w, g, own, rate.view(shape), factors)
    return loss


class System:
    def __init__(self, task, way, threads):
        torch.set_num_threads(threads)
        self.batch, self.x, self.y = task.batch, torch.from_numpy(task.x), torch.from_numpy(task.y)
        kind, _, compiled = way.partition("-")
        self.kind, self.compiled = {"loop": Loop, "stack": Stack}[kind], bool(compiled)

    def begin(self, optimizer, rates, weights):
        return self.kind(optimizer, [float(rate) for rate in rates], weights, self.compiled)

    def epoch(self, stack, order):
        order, total = torch.from_numpy(order), 0
        for rows in order.split(self.batch, dim=1):
            flat = rows.flatten()
            x, y = self.x.index_select(0, flat), self.y.index_select(0, flat)
            total = total + rows.shape[1] * stack.step(x.view(*rows.shape, -1), y.view(rows.shape))
        return (total / order.shape[1]).tolist()

    @torch.inference_mode()
    def accuracy(self, stack, i, x, y):
        return (stack.outputs(i, torch.from_numpy(x)).argmax(dim=1) == torch.from_numpy(y)).float().mean().item()
