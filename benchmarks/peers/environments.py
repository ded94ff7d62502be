"""Where the peers live: one virtual environment a system, outside the tree, made when first needed.

Each peer is one entry of PEERS and one file beside this one. A system that cannot be installed is skipped by `run`, with
one line that says why.
"""
import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import python_environment


class Unavailable(Exception):
    """Why a peer cannot be measured here, as one line."""


@dataclass(frozen=True)
class Peer:
    name: str                 # as the table calls it
    environment: str          # folder of its virtual environment; empty: it needs none
    packages: tuple           # for pip
    script: str               # beside this file
    variables: dict = field(default_factory=dict)
    workloads: tuple = ()     # that it can compute; empty: all
    optimizers: tuple = ("gd", "adam")
    threads: tuple = ()       # that it can use; empty: any number
    preload: str = ""         # C source of a library loaded before all others
    tolerance: float = 2e-3   # of its losses, relative to ours


# MKL takes the kernels that it has for AVX2 and AVX-512 only on Intel's processors, and on others those of a branch of its
# own. It asks one exported function of its own for that; a library with a function of the same name, loaded first, answers
# instead. Only the choice of kernels changes; the peer's note says which it was. MKL_DEBUG_CPU_TYPE, which did this once, is
# ignored since 2020, and MKL_ENABLE_INSTRUCTIONS limits only what the function has allowed.
MKL_AS_ON_INTEL = "int mkl_serv_intel_cpu_true(void) { return 1; }\n"

PEERS = (
    Peer("TensorFlow", "tensorflow", ("tensorflow-cpu", "numpy"), "tensorflow_peer.py"),
    Peer("JAX", "jax", ("jax", "numpy"), "jax_peer.py"),
    Peer("PyTorch", "pytorch", ("torch", "numpy"), "pytorch_peer.py"),
    Peer("PyTorch, MKL as on Intel", "pytorch", ("torch", "numpy"), "pytorch_peer.py", preload=MKL_AS_ON_INTEL),
    Peer("scikit-learn", "scikit-learn", ("scikit-learn", "numpy"), "scikit_learn_peer.py",
         workloads=("W1", "W2", "W3", "W4", "W6", "W7", "W8")),
    # FANN has neither softmax nor cross-entropy nor adam, works on one thread, and limits the slopes of tanh (hence the
    # tolerance).
    Peer("FANN", "", (), "fann_peer.c", workloads=("W7",), optimizers=("gd",), threads=(1,), tolerance=2e-2),
)

# What limits each system to an instruction set that is not the processor's widest: the kernels are then those that another
# processor would run, the caches are not. Without a limit nothing is forced: OpenBLAS and oneDNN choose for themselves.
LIMITS = {
    "avx2": {"DESCENT_ISA": "avx2", "MKL_ENABLE_INSTRUCTIONS": "AVX2", "ONEDNN_MAX_CPU_ISA": "AVX2",
             "XLA_FLAGS": "--xla_cpu_max_isa=AVX2", "ATEN_CPU_CAPABILITY": "avx2", "OPENBLAS_CORETYPE": "Zen"},
}


def folder():
    return python_environment.cache() / "peers"


def _run(command, what):
    try:
        python_environment.run(command, what)
    except python_environment.Failed as reason:
        raise Unavailable(str(reason)) from None


def _python(peer, home, given):
    """The interpreter of the peer's environment, which is made when it is not there."""
    if peer.environment in given:
        return Path(given[peer.environment]) / "bin" / "python"
    try:
        return python_environment.python_with(peer.packages, home / peer.environment)
    except python_environment.Failed as reason:
        raise Unavailable(str(reason)) from None


def _compile(source, target, *flags):
    compiler = shutil.which("cc")
    if compiler is None:
        raise Unavailable("there is no C compiler")
    target.parent.mkdir(parents=True, exist_ok=True)
    _run([compiler, "-O3", "-o", target, source, *flags], f"cannot compile {source.name} (its library is not installed?)")


def unforced():
    """This process's environment variables, without those that choose or limit the kernels of any system."""
    return {name: value for name, value in os.environ.items()
            if not name.startswith(("OPENBLAS_", "OMP_", "MKL_", "KMP_", "TF_", "XLA_", "TORCH", "ATEN_", "ONEDNN_", "DNNL_"))}


def command(peer, home, given, limit):
    """(command line before FOLDER OPTIMIZER THREADS, environment variables); `limit`: of LIMITS, or empty. Raises
    Unavailable."""
    variables = {**unforced(), **LIMITS.get(limit, {}), **peer.variables}
    if peer.script.endswith(".c"):
        program = home / "programs" / peer.script.removesuffix(".c")
        _compile(HERE / peer.script, program, "-lfann", "-lm")
        return [program], variables
    python = _python(peer, home, given)
    if peer.preload:
        source = home / "programs" / "preload.c"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(peer.preload)
        _compile(source, source.with_suffix(".so"), "-shared", "-fPIC")
        variables["LD_PRELOAD"] = str(source.with_suffix(".so"))
    return [python, HERE / peer.script], variables
