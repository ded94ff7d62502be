"""scikit-learn: MLPClassifier and MLPRegressor, an epoch a call."""
import peer

import numpy
import sklearn
import threadpoolctl
from sklearn.neural_network import MLPClassifier, MLPRegressor

work = peer.Workload()
labels = work.y if work.classes else (work.y[:, 0].astype(numpy.int64) if work.output == "sigmoid" else work.y)


def make():
    about = dict(hidden_layer_sizes=work.units[:-1], activation={"sigmoid": "logistic", "tanh": "tanh"}[work.hidden],
                 solver={"gd": "sgd", "adam": "adam"}[peer.OPTIMIZER], learning_rate_init=work.learning_rate, alpha=0.0,
                 batch_size=work.batch, momentum=0.0, nesterovs_momentum=False, shuffle=False)
    model = MLPRegressor(**about) if work.output == "identity" else MLPClassifier(**about)
    train(model, numpy.arange(2))  # makes the arrays
    for i, (weight, bias) in enumerate(work.weights()):
        model.coefs_[i][...] = weight
        model.intercepts_[i][...] = bias
    del model._optimizer  # its moments and counter start again
    return model


def train(model, rows):
    if isinstance(model, MLPClassifier):
        known = numpy.arange(max(2, work.units[-1])) if work.classes else numpy.arange(2)
        model.set_params(batch_size=min(work.batch, len(rows)))
        model.partial_fit(work.x[rows], labels[rows], classes=known)
    else:
        model.set_params(batch_size=min(work.batch, len(rows)))
        model.partial_fit(work.x[rows], labels[rows])
    return model.loss_


# loss_ of a regressor is the mean over the outputs too
scale = work.units[-1] if work.output == "identity" else 1
model = make()
losses = [scale * train(model, work.order[0 if work.full_batch else i]) for i in range(work.curve_steps)]
model = make()
model.set_params(shuffle=not work.full_batch)
rows = work.order[0] if work.full_batch else work.order[:work.chunk_steps].reshape(-1)
xs, ys = work.x[rows], labels[rows]
steps = 1 if work.full_batch else work.chunk_steps
model.set_params(batch_size=work.batch)


def chunk():
    model.partial_fit(xs, ys)


chunk()
kernels = {one["architecture"] for one in threadpoolctl.threadpool_info() if one.get("internal_api") == "openblas"}
peer.serve(sklearn.__version__, f"partial_fit of many batches, OpenBLAS's {'/'.join(sorted(kernels))}", losses, chunk, steps * work.batch)
