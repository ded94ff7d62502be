# %% [markdown]
# # Which optimizer is best for my data?
# For researchers who compare optimizers. Each gets the same number of settings and the same seeds; the ranking comes with what
# it is worth. The cells run from top to bottom, in a notebook (Jupyter opens this file by way of jupytext) or as a script.

# %%
import numpy as np

import descent

random = np.random.default_rng(0)
X = random.normal(size=(1200, 6)).astype(np.float32)
y = np.where(np.sin(2 * X[:, 0]) + X[:, 1] * X[:, 2] > 0, "above", "below")

# %% [markdown]
# What there is, by its formula:

# %%
for optimizer in descent.optimizers()[:5]:
    print(f"{optimizer.name}: {optimizer.formula}")

# %% [markdown]
# Nine learning rates an optimizer would be the default; four are enough to see it work. With `out` the study stays, and the same call
# with `resume=True` goes on where a kill ended it.

# %%
study = descent.compare(X, y, optimizers=["gd", "momentum", "adam"], hidden=(32,), epochs=8, seeds=7, budget=4, out="study")
print(study)

# %% [markdown]
# Every trial is a row of a data frame, every epoch one of the curves.

# %%
finals = study.trials[study.trials["phase"] == "final"]
print(finals.groupby("optimizer")["test_accuracy"].describe()[["min", "50%", "max"]])
curves = study.curves
print(curves.columns.tolist())

# %% [markdown]
# One page with all figures, which needs no network; in a notebook it is shown below the cell.

# %%
study.report("study.html")
