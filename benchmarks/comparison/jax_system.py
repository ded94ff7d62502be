"""JAX: an epoch is one jitted lax.scan over its batches, for a stack of networks by vmap; compiled programs are kept on disk."""
import functools
import os
from pathlib import Path

import jax
import jax.numpy as jnp

cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "descent" / "jax"
jax.config.update("jax_compilation_cache_dir", str(cache))
jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)


def moments(m, v, g, t):
    """Adam's averages, and its divisor."""
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
    return m, v, jnp.sqrt(v / (1 - 0.999 ** t)) + 1e-8


def gd(w, g, state, rate, t, decay):
    return w - rate * g, state


def momentum(w, g, state, rate, t, decay):
    b = 0.9 * state[0] + g
    return w - rate * b, (b,)


def nesterov(w, g, state, rate, t, decay):
    b = 0.9 * state[0] + g
    return w - rate * (g + 0.9 * b), (b,)


def adagrad(w, g, state, rate, t, decay):
    s = state[0] + g * g
    return w - rate * g / (jnp.sqrt(s) + 1e-10), (s,)


def rmsprop(w, g, state, rate, t, decay):
    v = 0.99 * state[0] + 0.01 * g * g
    return w - rate * g / (jnp.sqrt(v) + 1e-8), (v,)


def adam(w, g, state, rate, t, decay):
    m, v, divisor = moments(*state, g, t)
    return w - rate / (1 - 0.9 ** t) * m / divisor, (m, v)


def nadam(w, g, state, rate, t, decay):
    m, v, divisor = moments(*state, g, t)
    own, following, product = decay
    return w - rate * ((1 - own) / (1 - product) * g + following / (1 - product * following) * m) / divisor, (m, v)


RULES = {gd: 0, momentum: 1, nesterov: 1, adagrad: 1, rmsprop: 1, adam: 2, nadam: 2}
BY_NAME = {rule.__name__: (rule, slots) for rule, slots in RULES.items()}


def outputs(layers, x):
    (w1, b1), (w2, b2) = layers
    return jnp.maximum(x @ w1 + b1, 0) @ w2 + b2


def loss_of(layers, x, y):
    return -jnp.take_along_axis(jax.nn.log_softmax(outputs(layers, x)), y[:, None], axis=1).mean()


def step(rule, at, rows, x, y, rate):
    layers, state, t, product = at
    loss, gradient = jax.value_and_grad(loss_of)(layers, x[rows], y[rows])
    t = t + 1
    own, following = (0.9 * (1 - 0.5 * 0.96 ** (0.004 * time)) for time in (t, t + 1))
    product = product * own
    updated = [[rule(w, g, s, rate, t, (own, following, product)) for w, g, s in zip(*parts)]
               for parts in zip(layers, gradient, state)]
    return ([tuple(w for w, _ in layer) for layer in updated], [tuple(s for _, s in layer) for layer in updated], t,
            product), loss


def epoch_of_one(rule, at, order, x, y, rate, batch):
    whole = len(order) // batch * batch
    one = functools.partial(step, rule)
    at, losses = jax.lax.scan(lambda now, rows: one(now, rows, x, y, rate), at, order[:whole].reshape(-1, batch))
    if whole == len(order):
        return at, losses.mean()
    at, last = one(at, order[whole:], x, y, rate)
    return at, (losses.sum() * batch + last * (len(order) - whole)) / len(order)


@functools.partial(jax.jit, static_argnames=("name", "batch", "together", "shared"), donate_argnames="at")
def epoch(at, order, x, y, rates, *, name, batch, together, shared):
    def one(now, rows, rate):
        return epoch_of_one(BY_NAME[name][0], now, rows, x, y, rate, batch)
    if together == 1:
        at, loss = one(jax.tree.map(lambda a: a[0], at), order[0], rates[0])
        return jax.tree.map(lambda a: a[None], at), loss[None]
    return jax.vmap(one, in_axes=(0, None if shared else 0, 0))(at, order[0] if shared else order, rates)


@jax.jit
def correct(layers, i, x, y):
    return (outputs(jax.tree.map(lambda a: a[i], layers), x).argmax(axis=1) == y).mean()


class System:
    def __init__(self, task, way, threads):
        self.batch, self.x, self.y = task.batch, jnp.asarray(task.x), jnp.asarray(task.y, jnp.int32)

    def begin(self, optimizer, rates, weights):
        layers = [tuple(jnp.stack([jnp.asarray(one[i][j]) for one in weights]) for j in (0, 1)) for i in (0, 1)]
        state = [tuple(tuple(jnp.zeros_like(w) for _ in range(BY_NAME[optimizer][1])) for w in layer) for layer in layers]
        ones = jnp.ones(len(rates))
        return {"at": (layers, state, 0 * ones, ones), "rates": jnp.asarray([float(rate) for rate in rates], jnp.float32),
                "name": optimizer}

    def epoch(self, stack, order):
        count = len(stack["rates"])
        stack["at"], losses = epoch(stack["at"], jnp.asarray(order, jnp.int32), self.x, self.y, stack["rates"],
                                    name=stack["name"], batch=self.batch, together=count, shared=len(order) < count)
        return losses.tolist()

    def accuracy(self, stack, i, x, y):
        return float(correct(stack["at"][0], i, x, y))
