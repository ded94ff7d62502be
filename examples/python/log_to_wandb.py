# %% [markdown]
# # A run in Weights & Biases, offline
# `on_epoch` is called after every epoch, with what stands in `run.history`. Needs the package wandb; `mode="offline"` keeps the run in the
# folder `wandb`, which `wandb sync` uploads later.

# %%
import numpy as np
import wandb

import descent

X = np.random.default_rng(0).normal(size=(500, 4)).astype(np.float32)
y = np.where(X[:, 0] * X[:, 1] > 0, "same", "other")
settings = dict(hidden=(32,), optimizer="adam", learning_rate=0.01, epochs=10, validation=0.2)

with wandb.init(project="descent", mode="offline", config=settings) as active:
    run = descent.train(X, y, on_epoch=lambda epoch: active.log(epoch, step=epoch["step"], commit=True), **settings)
    last = active.summary["validation_loss"]

# %%
print(last)
assert last == run.history[-1]["validation_loss"]
