"""Predicts with a system beside Descent: peer.py SYSTEM THREADS FOLDER. Prints what `prediction measure` prints."""
import importlib.metadata
import json
import resource
import sys
import time

import numpy

SYSTEM, THREADS, FOLDER = sys.argv[1], int(sys.argv[2]), sys.argv[3]
OUTPUTS_SHOWN, SHORTEST_SECONDS = 64, 0.5


def read_model():
    """The description, and the tensors by name."""
    with open(f"{FOLDER}/model.safetensors", "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    about = json.loads(header.pop("__metadata__")["descent"])
    tensors = {name: numpy.frombuffer(data[slice(*entry["data_offsets"])], numpy.float32).reshape(entry["shape"]).copy()
               for name, entry in header.items()}
    return about, tensors


def onnx_runtime():
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    session = onnxruntime.InferenceSession(f"{FOLDER}/model.onnx", options, providers=["CPUExecutionProvider"])
    (entry,) = session.get_inputs()
    output = session.get_outputs()[0].name
    kind = numpy.float64 if "double" in entry.type else numpy.float32
    predict = lambda x: session.run([output], {entry.name: x})[0]
    return (lambda x: x.astype(kind)), predict, lambda x, y: figures(predict(x), y)


def figures(outputs, y):
    """Mean cost, and accuracy of classes; outputs: [patterns][units], y: [patterns] classes or [patterns][units]."""
    if y.ndim == 1:
        return -numpy.log(outputs[numpy.arange(len(y)), y]).mean(), (outputs.argmax(axis=1) == y).mean()
    if LOSS == "cross-entropy":
        return -(y * numpy.log(outputs) + (1 - y) * numpy.log(1 - outputs)).sum(axis=1).mean(), None
    return 0.5 * (((outputs - y) * target_scale()) ** 2).sum(axis=1).mean(), None


def target_scale():
    """The cost of numbers is in the scaled targets."""
    return numpy.float32(ABOUT["target_scaling"]["scale"] or 1)


def pytorch():
    import torch
    torch.set_num_threads(THREADS)
    about, tensors = read_model()
    names = {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh, "relu": torch.nn.ReLU, "identity": torch.nn.Identity,
             "softmax": lambda: torch.nn.Softmax(dim=1)}
    modules = []
    for i, layer in enumerate(about["network"]["layers"]):
        weight, bias = (torch.from_numpy(tensors[f"layers.{i}.{kind}"]) for kind in ("weight", "bias"))
        linear = torch.nn.Linear(*reversed(weight.shape))
        linear.weight, linear.bias = torch.nn.Parameter(weight), torch.nn.Parameter(bias)
        modules += [linear, names[layer["activation"]]()]
    network = torch.nn.Sequential(*modules)
    shift, scale = (torch.tensor(about["scaling"][part], dtype=torch.float32) for part in ("shift", "scale"))

    own_shift, own_scale = (torch.tensor(about["target_scaling"][part], dtype=torch.float32) for part in ("shift", "scale"))

    def predict(x):
        with torch.inference_mode():
            outputs = network((x - shift) * scale)
            return (outputs / own_scale + own_shift if len(own_scale) else outputs).numpy()

    def evaluate(x, y):
        with torch.inference_mode():
            inputs = (x - shift) * scale
            if y.ndim > 1:
                return figures(predict(x), y)
            logits, labels = network[:-1](inputs), torch.from_numpy(y)
            loss = torch.nn.functional.cross_entropy(logits, labels)
            return loss.item(), (logits.argmax(dim=1) == labels).float().mean().item()
    return torch.from_numpy, predict, evaluate


def least_seconds(call):
    least, together, calls = float("inf"), 0.0, 0
    while calls < 3 or together < SHORTEST_SECONDS:
        start = time.perf_counter()
        call()
        seconds = time.perf_counter() - start
        least, together, calls = min(least, seconds), together + seconds, calls + 1
    return least


def read_targets():
    """[patterns] classes or [patterns][outputs] numbers."""
    if ABOUT["class_names"]:
        return numpy.fromfile(f"{FOLDER}/targets.bin", numpy.uint32).astype(numpy.int64)
    return numpy.fromfile(f"{FOLDER}/targets.bin", numpy.float32).reshape(-1, ABOUT["network"]["layers"][-1]["units"])


ABOUT = read_model()[0]
LOSS = ABOUT["loss"]
convert, predict, evaluate = {"onnxruntime": onnx_runtime, "torch": pytorch}[SYSTEM]()
numbers, y = numpy.fromfile(f"{FOLDER}/inputs.bin", numpy.float32).reshape(-1, ABOUT["network"]["inputs"]), read_targets()
x, one = convert(numbers), convert(numbers[:1].copy())
outputs = predict(x).ravel()[:OUTPUTS_SHOWN].astype(float).tolist()
print(json.dumps({"outputs": outputs, "version": importlib.metadata.version(SYSTEM), "loss": float(evaluate(x, y)[0]),
                  "seconds": least_seconds(lambda: predict(x)), "seconds_of_one": least_seconds(lambda: predict(one)),
                  "seconds_of_evaluation": least_seconds(lambda: evaluate(x, y)),
                  "memory": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
