# %% [markdown]
# # An optimizer of one's own
# For inventors of update rules. First in Python, checked and compared at once; then in C++, proven equal.

# %%
import numpy as np

import descent


class SignedMomentum(descent.Rule):
    """m = b m + (1-b) g; w -= eta sign(m)"""

    settings = {"learning_rate": 0.001, "beta": descent.Range(0.9, 0, 0.9999, help="b, how slowly the mean forgets")}
    slots = ["m"]

    def update(self, w, g, state, step):
        state["m"] = self.beta * state["m"] + (1 - self.beta) * g
        w -= step.learning_rate * np.sign(state["m"])


# %% [markdown]
# Does it keep what every optimizer promises? Each check runs in a process of its own.

# %%
print(descent.check_optimizer(SignedMomentum))

# %% [markdown]
# Beside others, each with the same number of settings:

# %%
random = np.random.default_rng(0)
X = random.normal(size=(800, 5)).astype(np.float32)
y = np.where(X[:, 0] * X[:, 1] > 0, "same", "other")
print(descent.compare(X, y, optimizers=["adam", "lion", SignedMomentum], hidden=(32,), epochs=10, seeds=5, budget=4))

# %% [markdown]
# It is worth being fast: the project of a plugin, in which the Python stands as a comment where C++ belongs. Its tests compare
# with steps that the class took.

# %%
folder = descent.to_plugin(SignedMomentum, "signed_momentum")
print((folder / "signed_momentum.cpp").read_text())
