"""PyTorch: eager and compiled steps, fused and foreach optimizers; whichever is fastest."""
import ctypes
from pathlib import Path

import peer

import torch

torch.set_num_threads(peer.THREADS)

work = peer.Workload()
x, y = torch.from_numpy(work.x), torch.from_numpy(work.y)
order = torch.from_numpy(work.order)
activation = {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh}[work.hidden]


def make_model():
    modules = []
    for weight, bias in work.weights():
        linear = torch.nn.Linear(*weight.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(weight.T))
            linear.bias.copy_(torch.from_numpy(bias))
        modules += [linear, activation()]
    return torch.nn.Sequential(*modules[:-1])


def make_optimizer(model, **how):
    if peer.OPTIMIZER == "gd":
        return torch.optim.SGD(model.parameters(), lr=work.learning_rate, **how)
    return torch.optim.Adam(model.parameters(), lr=work.learning_rate, **how)


def cost(z, yb):
    if work.output == "softmax":
        return torch.nn.functional.cross_entropy(z, yb)
    if work.output == "sigmoid":
        return torch.nn.functional.binary_cross_entropy_with_logits(z, yb, reduction="sum") / len(yb)
    return 0.5 * torch.nn.functional.mse_loss(z, yb, reduction="sum") / len(yb)


def stepper(compile_model, **how):
    """A function of a step's number that trains and returns its loss."""
    model = make_model()
    optimizer = make_optimizer(model, **how)

    def loss_of(xb, yb):
        return cost(model(xb), yb)
    if compile_model:
        loss_of = torch.compile(loss_of)

    def step(i):
        xb, yb = (x, y) if work.full_batch else (x.index_select(0, order[i]), y.index_select(0, order[i]))
        loss = loss_of(xb, yb)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return loss
    return step


def chunk_of(step):
    def chunk():
        for i in range(work.chunk_steps):
            step(i)
    return chunk


def mkl_kernels():
    """Which of its kernels MKL takes, as it says itself: see environments.py."""
    try:
        number = ctypes.CDLL(str(Path(torch.__file__).parent / "lib" / "libtorch_cpu.so")).mkl_serv_cpu_detect()
    except (OSError, AttributeError):
        return "no MKL"
    return {0: "MKL's default branch", 5: "MKL's AVX2", 7: "MKL's AVX-512"}.get(number, f"MKL's branch {number}")


curve = stepper(False, foreach=True)
losses = [curve(i).item() for i in range(work.curve_steps)]
variants = {}
for compile_model in (False, True):
    for how in ("fused", "foreach"):
        name = f"{'compiled' if compile_model else 'eager'}, {how}"
        try:
            variants[name] = chunk_of(stepper(compile_model, **{how: True}))
        except Exception as error:  # this version cannot
            print(f"{name}: {error}")
note, chunk = peer.fastest(variants)
peer.serve(torch.__version__, f"{note}, {mkl_kernels()}", losses, chunk, work.chunk_steps * work.batch)
