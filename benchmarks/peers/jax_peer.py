"""JAX: one jitted lax.scan over many steps, buffers donated, so that XLA sees the whole loop."""
import functools

import peer

import jax
import jax.numpy as jnp

work = peer.Workload()
x, y = jnp.asarray(work.x), jnp.asarray(work.y)
activate = {"sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh}[work.hidden]


def loss_of(layers, xb, yb):
    a = xb
    for weight, bias in layers[:-1]:
        a = activate(a @ weight + bias)
    z = a @ layers[-1][0] + layers[-1][1]
    if work.output == "softmax":
        return -jnp.take_along_axis(jax.nn.log_softmax(z), yb[:, None], axis=1).mean()
    if work.output == "sigmoid":
        return (jax.nn.softplus(z) - yb * z).sum(axis=1).mean()
    return 0.5 * ((yb - z) ** 2).sum(axis=1).mean()


def update(state, gradient):
    layers, first, second, step = state
    rate = work.learning_rate
    if peer.OPTIMIZER == "gd":
        return jax.tree.map(lambda w, g: w - rate * g, layers, gradient), first, second, step
    step = step + 1
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradient)
    size, root = rate / (1 - 0.9 ** step), jnp.sqrt(1 - 0.999 ** step)
    layers = jax.tree.map(lambda w, m, v: w - size * m / (jnp.sqrt(v) / root + 1e-8), layers, first, second)
    return layers, first, second, step


def begin():
    layers = [(jnp.asarray(weight), jnp.asarray(bias)) for weight, bias in work.weights()]
    zeros = [] if peer.OPTIMIZER == "gd" else jax.tree.map(jnp.zeros_like, layers)
    again = [] if peer.OPTIMIZER == "gd" else jax.tree.map(jnp.zeros_like, layers)
    return layers, zeros, again, jnp.float32(0)


def one_step(state, xb, yb):
    loss, gradient = jax.value_and_grad(loss_of)(state[0], xb, yb)
    return update(state, gradient), loss


@functools.partial(jax.jit, donate_argnums=0)
def steps(state, order, x, y):
    return jax.lax.scan(lambda at, rows: one_step(at, x[rows], y[rows]), state, order)


@functools.partial(jax.jit, donate_argnums=0, static_argnums=1)
def full_steps(state, count, x, y):
    return jax.lax.scan(lambda at, _: one_step(at, x, y), state, length=count)


def run(state, order, count):
    if work.full_batch:
        return full_steps(state, count, x, y)
    return steps(state, jnp.asarray(order[:count]), x, y)


_, losses = run(begin(), work.order, work.curve_steps)
state = begin()
chunk_order = jnp.asarray(work.order[:work.chunk_steps])


def chunk():
    global state
    state, chunk_losses = run(state, chunk_order, work.chunk_steps)
    chunk_losses.block_until_ready()


chunk()
peer.serve(jax.__version__, "jit of lax.scan, donated", losses, chunk, work.chunk_steps * work.batch)
