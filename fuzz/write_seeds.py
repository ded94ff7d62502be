#!/usr/bin/env python3
"""Writes the seeds of the corpora: fuzz/corpus/NAME/seed_*; run it in this folder: python3 write_seeds.py"""

import gzip
import io
import json
import struct

import numpy as np
from seeds import seed


def npy(array, version=(1, 0)):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version)
    return file.getvalue()


def packed(content):
    return gzip.compress(content, 9, mtime=0)


images = bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3]) + bytes(range(12))
labels = bytes([0, 0, 8, 1, 0, 0, 0, 3, 2, 0, 1])
seed("idx", "images", images)
seed("idx", "labels", labels)
seed("idx", "too_large", bytes([0, 0, 8, 2]) + b"\xff" * 8 + b"x")

for code, name in [(9, "i1"), (11, "i2"), (12, "i4"), (13, "f4"), (14, "f8")]:
    numbers = np.array([[1, -2]]).astype(">" + name).tobytes()
    seed("idx", name, bytes([0, 0, code, 2, 0, 0, 0, 1, 0, 0, 0, 2]) + numbers)

seed("gzip", "images", packed(images))
seed("gzip", "text", packed(b"a,y\n1,2\n"))
seed("gzip", "two_members", packed(b"a,y\n") + packed(b"1,2\n"))
seed("gzip", "truncated", packed(images)[:-5])
seed("gzip", "trailing", packed(images) + b"more")
seed("gzip", "bomb", packed(b"0" * (1 << 21)))

seed("csv", "values", b"a,y,z\n1,2,3\n-4.5e-3,+1,1e-50\n")
seed("csv", "classes", b"a,y\r\n1,cat\r\n2,dog\r\n")
seed("csv", "quotes", b'\xef\xbb\xbf"a ""b""",y\n"1","x,\ny"\n\n')
seed("csv", "wrong", b"a,y\n1,2,3\nnan,1e99\n")
seed("csv", "numbers", b"a,y\n1e-400,7\n16777217.000000001,7\n")

seed("csv", "semicolons", b'"a";b;y\r\n1,5;-2;3\r\n\r\n0,5;4;5\r\n;;\r\n')
seed("csv", "aligned", b'"a" "c" "y"\n"1" 1.5  "New York" 3\n"2"\t2.5 "Rome"  4 \n')
seed("csv", "separator_line", b"sep=|\na|y|\n1|2|\n")
seed("csv", "carriage_returns", b'a,y\r1,"c\rat"\r')
seed("csv", "types", b"a,t,c,y\n1,True,red,0\n2,False,7,1\n2,True,red,0\n1,True,7,1\n")
seed("csv", "mixed", b"a,c,y\n" + b"1,7,a\n2,B,b\n3,7,a\n4,B,b\n" * 3)
seed("csv", "missing", b"w,g,a,b,y\n1,p,NA,,0.5\n2,q,?,3,1.5\n0,p,4,null,2.5\n")
seed("csv", "known", b"c,surplus,t,a\nred,1,1,5\nblue,2,0,\n")
seed("csv", "names", b"a,,a,y,a.1\n1,2,3,4,5\n")
seed("csv", "identifiers", b"c,y\n" + b"".join(b"n%d,%d\n" % (i, i % 2) for i in range(12)))
seed("csv", "blanks", b' "a" ,y\n "1" , x \n,\n"",\n2,z\n')
seed("csv", "prices", b'a,y\n"1,200",7\n"$1,350",8\n1.5,9\n')
seed("csv", "index", b",a,y\n0,1,x\n1,2,z\n")
seed("csv", "no_header", b"1;2,5\n3;4\n")
seed("csv", "several_delimiters", b"a, b;c|d;y\n1;2;3\n")
seed("csv", "latin_1", b"Temp(\xb0C),y\n1,caf\xe9\n")
seed("csv", "utf_16", "\ufeffa,y\n1,caf\u00e9\U0001f600\n".encode("utf-16-le"))

seed("libsvm", "classes", b"+1 1:0.5 3:-2 # comment\r\n-1 2:1e2\n\n+1 1:3\n-1 3:4\n")
seed("libsvm", "zero_based", b"0.5 qid:3 0:1 1:2\n2 1:+7\n")
seed("libsvm", "large_index", b"1 4000000000:1\n")
seed("libsvm", "wrong", b"1 2:1 2:3\n1,2 1:1\n")

grid = np.arange(6).reshape(2, 3)
for name in ["u1", "f4", "f8", "i4", "i8"]:
    seed("npy", name, npy(grid.astype("<" + name)))
seed("npy", "version_2", npy(grid.astype("<f4"), (2, 0)))
seed("npy", "version_3", npy(grid.astype("<f4"), (3, 0)))
seed("npy", "labels", npy(np.array([3, 0], dtype="<i8")))
seed("npy", "nan", npy(np.array([np.nan], dtype="<f8")))
seed("npy", "fortran", npy(np.asfortranarray(grid.astype("<f4"))))

for name in ["b1", "i1", "i2", "u2", "u4", "u8", "f2"]:
    seed("npy", name, npy(grid.astype("<" + name)))
for name in ["i4", "f8"]:
    seed("npy", "big_endian_" + name, npy(grid.astype(">" + name)))
seed("npy", "fortran_cube", npy(np.asfortranarray(np.arange(24, dtype="<f4").reshape(2, 3, 4))))
seed("npy", "python_2", npy(grid.astype("<i4")).replace(b"(2, 3)", b"(2L,3)"))
seed("npy", "one_hot", npy(np.eye(3, dtype="u1")))
words = np.array(["rose", "b\u00fcste", "\U0001f337", "rose"])
seed("npy", "texts", npy(words))
seed("npy", "texts_column", npy(words.astype(">U6").reshape(4, 1)))
seed("npy", "texts_bytes", npy(np.char.encode(words, "utf-8")))
seed("npy", "texts_not_unicode", npy(words).replace(b"r\0\0\0", b"r\xff\xff\0"))
seed("npy", "texts_numbers", npy(np.array(["10", "9", "10"])))


def npz(save, **arrays):
    file = io.BytesIO()
    save(file, **arrays)
    return file.getvalue()


seed("npz", "texts", npz(np.savez_compressed, X=words))
for name, save in [("stored", np.savez), ("deflated", np.savez_compressed)]:
    archive = npz(save, X=grid.astype("<f4"), y=np.array([1, 3]))
    seed("npz", name, archive)
    seed("npz", name + "_cut", archive[:-30])
    seed("npz", name + "_one", npz(save, X=grid.astype(">i2")))
    seed("npz", name + "_damaged", archive.replace(b"fortran", b"Fortran") if name == "stored" else archive[:90] + b"x" + archive[91:])
    central = archive.index(b"PK\x01\x02")
    seed("npz", name + "_huge", archive[:central + 20] + b"\xf0\xff\xff\x7f" * 2 + archive[central + 28:])
seed("npz", "empty", b"PK\x05\x06" + bytes(18))

seed("json", "event", b'{"event": "epoch", "a": [1, 2.5e-3, null, true], "n": {"a": -7}}')
seed("json", "text", '{"a": "\\u00e9\\n\\ud83d\\ude00 ü"}'.encode())
seed("json", "deep", b"[" * 100)
seed("json", "twice", b'{"a": 1, "a": 2}')
seed("json", "large", b'{"a": 18446744073709551615, "b": 1e999}')

seed("config", "run", b"""# a run of days
data = table.csv
target = class   # by its name
hidden=16,8
set = learning_rate=0.01
set = beta1=0.8
no-shuffle = yes
quiet = off
schedule = step:10:0.5
class-weights = 1,2.5
""")
seed("config", "section", b"[training]\nepochs = 3\n")
seed("config", "unknown", b"epohcs = 3\n")
seed("config", "twice", b"seed = 1\nseed = 2\n")
seed("config", "no_value", b"epochs\n")
seed("config", "itself", b"config = other.ini\n")
seed("config", "control", b"a\x1b[2J\x00b = \xff\r\nepochs = \x07\n")

seed("settings", "adam", b"adam\nlearning_rate=0.001\nbeta1=0.9\nepsilon=1e-8")
seed("settings", "choice", b"nadam\nvariant=keras")
seed("settings", "defaults", b"gd")
seed("settings", "no_choice", b"nadam\nvariant=kears")
seed("settings", "nan", b"momentum\nmomentum=nan")
seed("settings", "outside", b"momentum\nmomentum=-1e999")
seed("settings", "unknown", b"adam\nlearning_rte=1")
seed("settings", "no_optimizer", b"adm\n")
seed("settings", "no_value", b"adam\nbeta1")
seed("settings", "no_key", b"adam\n=1")


def model(change=lambda header, description: None, data=b"\0\0\x80?" * 4):
    """A 1-2 network with its four numbers, after `change`."""
    header = {
        "layers.0.weight": {"dtype": "F32", "shape": [2, 1], "data_offsets": [0, 8]},
        "layers.0.bias": {"dtype": "F32", "shape": [2], "data_offsets": [8, 16]},
    }
    description = {
        "version": 2,
        "network": {"inputs": 1, "layers": [{"units": 2, "activation": "softmax"}]},
        "loss": "cross-entropy",
        "scaling": {"shift": [0.5], "scale": [2], "fill": []},
        "target_scaling": {"shift": [], "scale": []},
        "class_names": ["a", "b"],
        "columns": {"missing": "refuse", "unknown": "refuse", "encoding": "utf-8",
                    "inputs": [{"name": "x", "kind": "number"}]},
        "target_names": ["y"],
    }
    change(header, description)
    metadata = {"format": "pt", "descent": json.dumps(description)}
    text = json.dumps({"__metadata__": metadata, **header}).encode()
    return struct.pack("<Q", len(text)) + text + data


seed("model", "sound", model())
seed("model", "newer", model(lambda h, d: d.update(version=3)))
seed("model", "version_1", model(lambda h, d: d.update(version=1, input_names=["x"])))
seed("model", "category", model(lambda h, d: d["columns"].update(
    missing="median", unknown="zero", encoding="utf-16",
    inputs=[{"name": "c\x01", "kind": "category", "categories": ["\n\"="]}])))
seed("model", "category_twice", model(lambda h, d: d["columns"].update(
    inputs=[{"name": "c", "kind": "category", "categories": ["a", "a"], "indicator": True}])))
seed("model", "no_kind", model(lambda h, d: d["columns"].update(inputs=[{"name": "x", "kind": "date"}])))
seed("model", "filled", model(lambda h, d: (d["scaling"].update(shift=[1.7e9], scale=[1e-300], fill=[5e-324]),
                                            d["columns"].update(missing="mean"))))
seed("model", "targets", model(lambda h, d: (d.update(class_names=[], loss="mse"), d["target_scaling"].update(
    shift=[1e300, 0], scale=[1e-300, 2]))))
seed("model", "no_scale", model(lambda h, d: (d.update(class_names=[], loss="mse"), d["target_scaling"].update(
    shift=[1, 2], scale=[1, 0]))))
seed("model", "huge", model(lambda h, d: d["network"].update(inputs=2**31)))
seed("model", "overlap", model(lambda h, d: h["layers.0.bias"].update(data_offsets=[4, 12])))
seed("model", "nan", model(data=b"\xff" * 16))
seed("model", "short", model()[:-1])
seed("model", "length", b"\xff" * 8 + b"{}")


def checkpoint(change=lambda description: None, kind="F32"):
    """Of a 1-2 network trained by nadam, after `change`. The entry puts its checksums right."""
    names = [f"{prefix}layers.0.{part}" for prefix in ["", "optimizer.mean.", "optimizer.square.", "best."]
             for part in ["weight", "bias"]]
    header, offset = {}, 0
    for name in names:
        shape = [2] if name.endswith("bias") else [2, 1]
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [offset, offset + 8]}
        offset += 8
    description = {
        "version": 2,
        "run": {"inputs": 1, "epochs": 4, "validation_data": {"patterns": 3, "hash": "0"}, "seed": 1},
        "position": {"epoch": 1, "batch": 2, "step": 7, "skipped": 0, "restores": 0, "loss": "2.5", "weight": "8",
                     "first_loss": "1", "correct": 3, "patterns": 8, "epoch_seconds": 0.5, "seconds": 1.5},
        "optimizer_steps": 7,
        "optimizer_globals": {"beta2_power": "0.99", "mu_product": "0.5", "decay_power": "0.9"},
        "history": {"epochs": 1, "hash": "00000000000000ff"},
        "best_epoch": 1,
        "best_loss": "inf",
        "has_best": True,
        "checksums": {},
    }
    change(description)
    metadata = {"descent-checkpoint": json.dumps(description), "checksum": ""}
    text = json.dumps({"__metadata__": metadata, **header}).encode()
    return struct.pack("<Q", len(text)) + text + b"\0\0\x80?" * (offset // 4)


seed("checkpoint", "sound", checkpoint())
seed("checkpoint", "no_epoch", checkpoint(lambda d: d["history"].update(epochs=0)))
seed("checkpoint", "newer", checkpoint(lambda d: d.update(version=3)))
seed("checkpoint", "no_run", checkpoint(lambda d: d.update(run=[])))
seed("checkpoint", "position", checkpoint(lambda d: d["position"].update(step=-1)))
seed("checkpoint", "nan", checkpoint(lambda d: d["position"].update(loss="nan")))
seed("checkpoint", "kind", checkpoint(kind="I32"))
seed("checkpoint", "history", checkpoint(lambda d: d["history"].update(hash="+1")))
seed("checkpoint", "cut", checkpoint()[:-1])


def trial(optimizer, seed_number, phase, **changes):
    """A line of a comparison's log."""
    curve = {"epoch": [1, 2], "step": [4, 8], "loss": [1.25, 1.0], "accuracy": [0.25, 0.5],
             "validation_loss": [1.5, 1.25], "validation_accuracy": [0.25, 0.75]}
    record = {"event": "trial", "problem": "p", "optimizer": optimizer, "settings": {"learning_rate": "0.1"},
              "seed": seed_number, "phase": phase, "reason": "finished", "message": "", "steps": 8, "epochs": 2,
              "test_loss": 1.125 + seed_number / 16, "test_accuracy": 0.5, "weights": "dd77484984a07061", "curve": curve}
    return {**record, **changes}


def study(trials, budget=2, metric="accuracy", target=0.7):
    """The lines of a comparison's log."""
    plan = {"problems": [{"name": "p", "metric": metric}],
            "optimizers": [{"name": "gd", "settings": [{"learning_rate": "0.1"}]}, {"name": "adam", "settings": [{}]}],
            "protocol": {"tuning": "grid", "tuning_seeds": 1, "budget": budget, "seeds": 3, "target_accuracy": target,
                         "target_loss": None}}
    lines = [{"event": "study", "format": 1, "plan": plan}, *trials]
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


finals = [trial(optimizer, number, "final") for optimizer in ["gd", "adam"] for number in [2, 3, 4]]
diverged = trial("gd", 1, "tune", reason="diverged", test_loss=None, test_accuracy=None)
seed("study", "sound", study([trial("gd", 1, "tune"), trial("adam", 1, "tune"), *finals]))
seed("study", "loss", study([diverged, *finals], metric="loss", target=None))
seed("study", "all_diverged", study([{**line, "reason": "diverged"} for line in finals]))
seed("study", "no_trial", study([]))
seed("study", "twice", study([*finals, *finals], budget=2**63))
seed("study", "ragged", study([trial("gd", 1, "tune", curve={"epoch": [1], "step": []})]))
seed("study", "cut", study(finals)[:-30])

seed("scikit_table", "names", b"3,2,setosa,virginica\n5.1,3.5,0\n4.9,3.0,1\n6,2.5,1\n")
seed("scikit_table", "numbers", b"0,1,2\r\n3,4,0\r\n")
seed("scikit_table", "names_alone", b"3,0,a,b\n")
seed("scikit_table", "wide", b"1,99999999999,a,b\n1,2,0\n")
seed("scikit_table", "class", b"1,2,1e9\n")
seed("scikit_table", "negative", b"1,2,-1\n")
seed("scikit_table", "nan", b"nan,inf,1\n")
seed("scikit_table", "ragged", b"1,2,0\n1,2\n")
seed("scikit_table", "no_line", b"1,2,0")


def trajectory(**changes):
    """Gradient descent with the rate 0.5 on a layer of one weight and one bias, after `changes`."""
    record = {"shape": [1, 1], "start": [1, 0], "gradients": [[1, 0.5], [0.5, 0.25]], "rates": [0.5, 0.5],
              "weights": {"1": [0.5, -0.25], "2": [0.25, -0.375]}}
    return json.dumps({**record, **changes}).encode()


seed("trajectory", "sound", trajectory())
seed("trajectory", "wrong", trajectory(weights={"2": [9, 9]}))
seed("trajectory", "huge", trajectory(shape=[4096, 4096]))
seed("trajectory", "fraction", trajectory(shape=[1.5, 1]))
seed("trajectory", "infinite", trajectory(start=[1e308, -1e308], gradients=[[1e308, 1e308]] * 2))
seed("trajectory", "step", trajectory(weights={"3": [0, 0]}))
seed("trajectory", "no_weights", trajectory(weights={}))
seed("trajectory", "no_gradients", trajectory(gradients=[], rates=[]))
seed("trajectory", "text", trajectory(start=["1", None]))
seed("trajectory", "cut", trajectory()[:-9])
