"""TensorFlow: one tf.function around many steps, oneDNN kernels, the fused update of Adam; with and without XLA, whichever
is faster."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import peer  # noqa: E402

import tensorflow as tf  # noqa: E402

tf.config.threading.set_intra_op_parallelism_threads(peer.THREADS)
tf.config.threading.set_inter_op_parallelism_threads(1)

work = peer.Workload()
x, y = tf.constant(work.x), tf.constant(work.y)
order = tf.constant(work.order)
activate = {"sigmoid": tf.sigmoid, "tanh": tf.tanh}[work.hidden]
zero = tf.constant(0)


class Model(tf.Module):
    def __init__(self):
        super().__init__()
        self.layers = [(tf.Variable(weight), tf.Variable(bias)) for weight, bias in work.weights()]
        self.flat = [variable for layer in self.layers for variable in layer]
        self.step = tf.Variable(0.0)
        if peer.OPTIMIZER == "adam":
            self.first = [tf.Variable(tf.zeros_like(w)) for w in self.flat]
            self.second = [tf.Variable(tf.zeros_like(w)) for w in self.flat]

    def loss(self, xb, yb):
        a = xb
        for weight, bias in self.layers[:-1]:
            a = activate(tf.nn.bias_add(tf.matmul(a, weight), bias))
        weight, bias = self.layers[-1]
        z = tf.nn.bias_add(tf.matmul(a, weight), bias)
        if work.output == "softmax":
            return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=yb, logits=z))
        if work.output == "sigmoid":
            return tf.reduce_mean(tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=yb, logits=z), axis=1))
        return tf.reduce_mean(tf.reduce_sum(0.5 * tf.square(yb - z), axis=1))

    def update(self, gradient):
        rate = work.learning_rate
        if peer.OPTIMIZER == "gd":
            for w, g in zip(self.flat, gradient):
                w.assign_sub(rate * g, read_value=False)
            return
        self.step.assign_add(1.0)
        powers = [tf.pow(0.9, self.step), tf.pow(0.999, self.step)]
        for w, m, v, g in zip(self.flat, self.first, self.second, gradient):
            tf.raw_ops.ResourceApplyAdam(
                var=w.handle, m=m.handle, v=v.handle, beta1_power=powers[0], beta2_power=powers[1], lr=rate, beta1=0.9,
                beta2=0.999, epsilon=1e-8, grad=g, use_locking=False, use_nesterov=False)

    def one_step(self, i):
        xb, yb = (x, y) if work.full_batch else (tf.gather(x, order[i]), tf.gather(y, order[i]))
        with tf.GradientTape() as tape:
            loss = self.loss(xb, yb)
        self.update(tape.gradient(loss, self.flat))
        return loss


def compiled(model, count, xla):
    """Runs `count` steps, returns the loss of each."""
    @tf.function(jit_compile=xla)
    def steps():
        losses = tf.TensorArray(tf.float32, size=count)
        for i in tf.range(count):
            losses = losses.write(i, model.one_step(i))
        return losses.stack()
    return steps


losses = compiled(Model(), work.curve_steps, False)().numpy()
variants = {}
for name, xla in {"tf.function, oneDNN": False, "tf.function, XLA": True}.items():
    steps = compiled(Model(), work.chunk_steps, xla)
    variants[name] = lambda steps=steps: steps().numpy()
note, chunk = peer.fastest(variants)
peer.serve(tf.__version__, note, losses, chunk, work.chunk_steps * work.batch)
