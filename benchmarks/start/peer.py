"""Takes one step of 784-128-10 with a system beside Descent: peer.py torch|jax IMAGES LABELS. Prints the loss."""
import gzip
import sys

import numpy

SYSTEM, IMAGES, LABELS = sys.argv[1:4]
HIDDEN, BATCH, RATE = 128, 64, 0.001


def read_idx(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        content = file.read()
    shape = numpy.frombuffer(content, ">u4", content[3], 4)
    return numpy.frombuffer(content, numpy.uint8, offset=4 + 4 * content[3]).reshape(shape)


def batch_of(images, labels):
    """Some rows at random, in float32: the others stay bytes."""
    rows = numpy.random.default_rng(1).permutation(len(labels))[:BATCH]
    return images[rows].reshape(BATCH, -1).astype(numpy.float32) / 255, labels[rows].astype(numpy.int64)


def torch_step(x, y):
    import torch
    torch.manual_seed(1)
    network = torch.nn.Sequential(torch.nn.Linear(x.shape[1], HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, 10))
    optimizer = torch.optim.Adam(network.parameters(), RATE, fused=True)
    loss = torch.nn.functional.cross_entropy(network(torch.from_numpy(x)), torch.from_numpy(y))
    loss.backward()
    optimizer.step()
    return loss.item()


def jax_step(x, y):
    import os
    from pathlib import Path
    import jax
    import jax.numpy as jnp
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    jax.config.update("jax_compilation_cache_dir", str(home / "descent" / "jax"))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)

    def loss_of(layers):
        (w1, b1), (w2, b2) = layers
        logits = jnp.maximum(x @ w1 + b1, 0) @ w2 + b2
        return -jnp.take_along_axis(jax.nn.log_softmax(logits), y[:, None], axis=1).mean()

    @jax.jit
    def step(layers):
        loss, gradient = jax.value_and_grad(loss_of)(layers)
        # the first step of adam: m / (1 - b1) is the gradient, and sqrt(v / (1 - b2)) its size
        return jax.tree.map(lambda w, g: w - RATE * g / (jnp.abs(g) + 1e-8), layers, gradient), loss
    stream = numpy.random.default_rng(2)
    layers = [(stream.uniform(-0.08, 0.08, shape).astype(numpy.float32), numpy.zeros(shape[1], numpy.float32))
              for shape in ((x.shape[1], HIDDEN), (HIDDEN, 10))]
    layers, loss = step(layers)
    jax.block_until_ready(layers)
    return float(loss)


print({"torch": torch_step, "jax": jax_step}[SYSTEM](*batch_of(read_idx(IMAGES), read_idx(LABELS))))
