# %% [markdown]
# # A run in MLflow
# `on_epoch` is called after every epoch, with what stands in `run.history`. Needs the package mlflow, or mlflow-skinny with
# sqlalchemy and alembic; nothing leaves the machine: the figures are in `mlflow.db`.

# %%
import mlflow
import numpy as np

import descent

X = np.random.default_rng(0).normal(size=(500, 4)).astype(np.float32)
y = np.where(X[:, 0] * X[:, 1] > 0, "same", "other")
settings = dict(hidden=(32,), optimizer="adam", learning_rate=0.01, epochs=10, validation=0.2)


def log(epoch):
    mlflow.log_metrics({name: value for name, value in epoch.items() if isinstance(value, float)}, step=epoch["step"])


mlflow.set_tracking_uri("sqlite:///mlflow.db")
with mlflow.start_run() as active:
    mlflow.log_params(settings)
    run = descent.train(X, y, on_epoch=log, **settings)
    run.model.save("model.safetensors")

# %%
history = mlflow.MlflowClient().get_metric_history(active.info.run_id, "validation_loss")
print([round(figure.value, 4) for figure in history])
assert [figure.value for figure in history] == [epoch["validation_loss"] for epoch in run.history]
