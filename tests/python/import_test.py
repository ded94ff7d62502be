"""Networks of other programs become models that compute the same and go on training."""
import descent
import numpy as np
import pytest
from program import descent as program
from program import moons, plane, with_peers

with_peers()


def inputs(columns=4, patterns=50, seed=3):
    return np.random.default_rng(seed).normal(size=(patterns, columns)).astype(np.float32)


def onnx_file(path, nodes, constants, inputs=("x",), outputs=("y",)):
    onnx = pytest.importorskip("onnx")
    value = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node(*node[:3], **(node[3] if len(node) > 3 else {})) for node in nodes], "net",
        [value(name, onnx.TensorProto.FLOAT, [None, 4]) for name in inputs],
        [value(name, onnx.TensorProto.FLOAT, None) for name in outputs],
        [onnx.numpy_helper.from_array(np.asarray(array), name) for name, array in constants.items()])
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 20)], ir_version=9)
    onnx.save(model, path)
    return str(path)


def of_onnxruntime(path, X):
    runtime = pytest.importorskip("onnxruntime")
    return runtime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, {"x": X})[0]


def layers(seed=0, widths=(4, 6, 3), kind=np.float32):
    random = np.random.default_rng(seed)
    constants = {}
    for i, (below, units) in enumerate(zip(widths, widths[1:])):
        constants[f"w{i}"] = random.normal(size=(below, units)).astype(kind)
        constants[f"b{i}"] = random.normal(size=units).astype(kind)
    return constants


MATMUL = [("MatMul", ["x", "w0"], ["p"]), ("Add", ["b0", "p"], ["z"])]
LAST = [("Gemm", ["a", "w1", "b1"], ["y"])]
GELU_OF_TORCH = [("Div", ["z", "root"], ["d"]), ("Erf", ["d"], ["e"]), ("Add", ["e", "one"], ["f"]), ("Mul", ["z", "f"], ["g"]),
                 ("Mul", ["g", "half"], ["a"])]
ACTIVATIONS = {
    **{name: [(operator, ["z"], ["a"])] for name, operator in {
        "identity": "Identity", "sigmoid": "Sigmoid", "tanh": "Tanh", "relu": "Relu", "leaky-relu": "LeakyRelu", "elu": "Elu",
        "selu": "Selu", "softplus": "Softplus", "gelu": "Gelu"}.items()},
    "silu": [("Sigmoid", ["z"], ["s"]), ("Mul", ["s", "z"], ["a"])],
    "gelu of torch": GELU_OF_TORCH,
}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_graph_computes_what_onnxruntime_does(name, tmp_path):
    constants = {**layers(), "root": np.float32(2**0.5), "one": np.float32(1), "half": np.float32(0.5)}
    path = onnx_file(tmp_path / "net.onnx", [*MATMUL, *ACTIVATIONS[name], *LAST], constants)
    model = descent.import_model(path)
    assert np.allclose(model.outputs(inputs()), of_onnxruntime(path, inputs()), rtol=1e-5, atol=1e-5)
    assert model.layers[0] == (6, name.split()[0])


def test_a_graph_with_scaling_dropout_softmax_and_other_types(tmp_path):
    constants = {**layers(kind=np.float16), "mean": np.arange(4, dtype=np.float32), "std": np.float32(2.5)}
    for name in list(constants)[:4]:
        constants[name] = constants[name].astype(np.float64)  # a cast stands before them
    nodes = [("Sub", ["x", "mean"], ["c"]), ("Div", ["c", "std"], ["n"]), ("Flatten", ["n"], ["f"]), ("Cast", ["f"], ["d"], {"to": 11}),
             ("MatMul", ["d", "w0"], ["p"]), ("Add", ["p", "b0"], ["z"]), ("Relu", ["z"], ["r"]), ("Identity", ["r"], ["a"]),
             ("Gemm", ["a", "w1", "b1"], ["o"]), ("Softmax", ["o"], ["s"], {"axis": 1}), ("Cast", ["s"], ["y"], {"to": 1})]
    path = onnx_file(tmp_path / "net.onnx", nodes, constants)
    model = descent.import_model(path, class_names=["a", "b", "c"])
    assert np.allclose(model.outputs(inputs()), of_onnxruntime(path, inputs()), rtol=1e-5, atol=1e-6)
    assert model.class_names == ["a", "b", "c"]


def test_a_graph_that_ends_in_sums_becomes_a_classifier(tmp_path):
    path = onnx_file(tmp_path / "net.onnx", [*MATMUL, ("Relu", ["z"], ["a"]), *LAST], layers())
    model = descent.import_model(path, output_activation="softmax")
    sums = of_onnxruntime(path, inputs()).astype(float)
    expected = np.exp(sums) / np.exp(sums).sum(axis=1, keepdims=True)
    assert np.allclose(model.outputs(inputs()), expected, atol=1e-6)
    assert model.class_names == ["0", "1", "2"] and "cross-entropy" in repr(model)


@pytest.mark.parametrize("nodes, message", [
    ([("Conv", ["x", "w0"], ["z"]), ("Relu", ["z"], ["a"]), *LAST], "operator 'Conv'"),
    ([*MATMUL, ("LeakyRelu", ["z"], ["a"], {"alpha": 0.2}), *LAST], "operator 'LeakyRelu'"),
    ([*MATMUL, ("Gelu", ["z"], ["a"], {"approximate": "tanh"}), *LAST], "operator 'Gelu'"),
    ([("Gemm", ["x", "w0", "b0"], ["z"], {"alpha": 2.0}), ("Relu", ["z"], ["a"]), *LAST], "a Gemm with factors"),
    ([*MATMUL, ("Relu", ["z"], ["a"]), ("Gemm", ["a", "w0", "b0"], ["y"])], "4 inputs, expected 6"),
    ([("Relu", ["x"], ["y"])], "an activation of the inputs"),
    ([("Add", ["y", "b0"], ["y"])], "expected"),
    ([("Identity", ["y"], ["y"])], "nodes in a circle"),
])
def test_what_is_no_chain_of_layers_is_refused(nodes, message, tmp_path):
    path = onnx_file(tmp_path / "net.onnx", nodes, layers())
    with pytest.raises(descent.InputError, match=message):
        descent.import_model(path)


def torch_network(torch):
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.Tanh(), torch.nn.Dropout(0.1),
                               torch.nn.Sequential(torch.nn.Linear(8, 5, bias=False), torch.nn.GELU()), torch.nn.Linear(5, 2))


def test_a_sequential_of_torch_computes_the_same_and_goes_on_training():
    torch = pytest.importorskip("torch")
    X, y = moons()
    network = torch_network(torch).eval()
    model = descent.import_model(network, output_activation="softmax")
    expected = torch.softmax(network(torch.from_numpy(X)), 1).detach().numpy()
    assert np.allclose(model.outputs(X), expected, atol=1e-6)
    before = model.evaluate(X, y)["loss"]
    run = descent.train(X, y, start=model, epochs=20, optimizer="adam", learning_rate=0.01)
    assert run.model.evaluate(X, y)["loss"] < before / 2


def test_the_tensors_of_torch_are_read_from_safetensors(tmp_path):
    torch = pytest.importorskip("torch")
    numpy_file = pytest.importorskip("safetensors.numpy")
    network = torch.nn.Sequential(*[part for _ in range(6) for part in (torch.nn.Linear(3, 3), torch.nn.Tanh())])[:-1]
    path = tmp_path / "net.safetensors"
    numpy_file.save_file({name: tensor.numpy() for name, tensor in network.state_dict().items()}, path)  # "10." stands behind "2."
    model = descent.import_model(path, activation="tanh", output_activation="identity")
    X = inputs(3)
    assert np.allclose(model.outputs(X), network(torch.from_numpy(X)).detach().numpy(), atol=1e-6)


def test_other_modules_of_torch_are_refused():
    torch = pytest.importorskip("torch")
    nn = torch.nn
    for modules, message in (([nn.Linear(2, 2), nn.BatchNorm1d(2)], "a module BatchNorm1d"),
                             ([nn.ReLU(), nn.Linear(2, 2)], "ReLU without a Linear"),
                             ([nn.Linear(2, 2), nn.LeakyReLU(0.3), nn.Linear(2, 2)], "LeakyReLU with negative_slope 0.3"),
                             ([nn.Linear(2, 3), nn.Linear(2, 2)], "2 inputs, expected 3")):
        with pytest.raises(descent.Error, match=message):
            descent.import_model(nn.Sequential(*modules))
    with pytest.raises(descent.UsageError, match="a dict, expected"):
        descent.import_model({})


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize("classes, activation", [(2, "relu"), (3, "tanh"), (2, "logistic"), (3, "identity")])
def test_a_classifier_of_scikit_learn_computes_the_same(classes, activation):
    from sklearn.neural_network import MLPClassifier

    X = inputs(2, 200)
    y = np.array(["low", "middle", "top"])[np.digitize(X[:, 0], [-0.5, 0.5])] if classes == 3 else X[:, 0] > 0
    theirs = MLPClassifier((7, 5), activation=activation, max_iter=20, random_state=0).fit(X, y)
    model = descent.import_model(theirs)
    assert np.allclose(model.outputs(X), theirs.predict_proba(X), atol=1e-6)
    assert [str(name) for name in model.predict(X)] == [str(name) for name in theirs.predict(X)]


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_a_regressor_of_scikit_learn_in_a_pipeline_goes_on_training(tmp_path):
    from sklearn.neural_network import MLPRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    X, y = plane(outputs=2)
    theirs = make_pipeline(StandardScaler(), MLPRegressor(hidden_layer_sizes=(7,), max_iter=20, random_state=0)).fit(X, y)
    model = descent.import_model(theirs)
    assert np.allclose(model.outputs(X), theirs.predict(X), rtol=1e-5, atol=1e-5)
    run = descent.train(X, y, start=model, epochs=20, optimizer="adam", learning_rate=0.01)
    assert run.model.evaluate(X, y)["loss"] < model.evaluate(X, y)["loss"] / 2
    run.model.save(tmp_path / "m.safetensors")
    np.save(tmp_path / "X.npy", X)
    assert len(program("predict", "--model", "m.safetensors", "--data", "X.npy", cwd=tmp_path).splitlines()) == len(X) + 1


def test_a_regressor_with_another_output_is_refused():
    from sklearn.neural_network import MLPRegressor

    theirs = MLPRegressor(max_iter=1)
    theirs.coefs_, theirs.intercepts_, theirs.out_activation_ = [np.ones((2, 1))], [np.ones(1)], "exp"
    with pytest.raises(descent.UsageError, match="output activation exp"):
        descent.import_model(theirs)


def test_names_and_activations_that_are_known_are_not_asked():
    from sklearn.neural_network import MLPClassifier

    with pytest.raises(descent.UsageError, match="not fitted"):
        descent.import_model(MLPClassifier())
    X, y = moons()
    theirs = MLPClassifier((3,), max_iter=1000, random_state=0).fit(X, y)
    with pytest.raises(descent.UsageError, match="has names of its own, 0, 1"):
        descent.import_model(theirs, class_names=["a", "b"])
    with pytest.raises(descent.UsageError, match="says what follows each layer"):
        descent.import_model(theirs, activation="relu")
