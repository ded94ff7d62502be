# %% [markdown]
# # A run of days on a server
# For engineers who train and deploy. The run survives kills, says how it goes, and leaves a model that other systems read.

# %%
import numpy as np
import pandas

import descent

random = np.random.default_rng(0)
frame = pandas.DataFrame({"size": random.uniform(20, 120, 2000), "town": random.choice(["Oslo", "Rome", "Riga"], 2000)})
frame["rent"] = 10 * frame["size"] + 200 * (frame["town"] == "Oslo") + random.normal(0, 30, 2000)
frame.loc[::50, "size"] = None
frame.to_csv("rents.csv", index=False)

# %% [markdown]
# The same settings as a program's options; threads follow the container's limit. A checkpoint is written as often as it is cheap.

# %%
settings = dict(target="rent", missing="mean", hidden=(32, 16), optimizer="adam", learning_rate=0.005, validation=0.2,
                scaling="standardise", checkpoint="run.checkpoint")
interrupted = descent.train("rents.csv", epochs=30, max_steps=200, **settings)
print(interrupted.reason, interrupted.epochs)

# %% [markdown]
# The same call with `resume=True` goes on, to the bits of a run that nothing interrupted.

# %%
run = descent.train("rents.csv", epochs=30, resume=True, **settings)
print(run.reason, run.history[-1]["validation_loss"])
print("\n".join(run.notes))

# %% [markdown]
# Figures of data that training did not see, then the model's file, which `descent predict` and `descent export --onnx` read too.

# %%
print(run.model.evaluate(frame[:400]))
run.model.save("rent.safetensors")
print(descent.load("rent.safetensors").predict(frame[["town", "size"]][:3]))
